import { validators } from '@connect-api/validators';
import { describe, expect, it } from 'vitest';
import { errors } from '../src/generated/contract.js';
import type { Detail } from '../src/problems/detail.js';
import { testSandbox } from './support.js';

const key = { 'X-Idempotency-Key': 'key-1' };

const hintOfServer = errors.INTERNAL_ERROR.hint;

/** As `fetch` throws it. */
const connectionReset = new TypeError('fetch failed: the connection was reset');

describe('a fault', () => {
  it('answers with a status and the contract’s code for it, without an effect', async () => {
    const { cancel, setFaults, effects } = testSandbox();
    await setFaults({ type: 'status', status: 503, retryAfter: 7 });
    const { status, body, headers } = await cancel('sub-1001');
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'SERVICE_UNAVAILABLE', '7']);
    expect(await effects()).toEqual([]);
  });

  it('answers with a status that the contract has no code for', async () => {
    const { cancel, setFaults } = testSandbox();
    const named = Object.values(errors).map(({ status }) => status);
    const [own = 0] = [418, 420, 430].filter((status) => !named.includes(status));
    const [ofServer = 0] = [502, 510, 520].filter((status) => !named.includes(status));
    for (const status of [own, 500, ofServer]) {
      await setFaults({ type: 'status', status });
      const { body, ...answer } = await cancel('sub-1001');
      expect(answer.status).toBe(status);
      expect(body).toMatchObject(
        status === 500
          ? { code: 'INTERNAL_ERROR' }
          : {
              code: `HTTP_${status}`,
              message: `The request was answered with status ${status}.`,
              hint: status > 500 ? hintOfServer : 'Read the documentation of this status.',
            },
      );
      expect(answer.headers).not.toHaveProperty('retry-after');
    }
  });

  it('limits the rate', async () => {
    const { cancel, setFaults } = testSandbox();
    await setFaults({ type: 'rateLimit', retryAfter: 3 });
    const { status, body, headers } = await cancel('sub-1001');
    expect([status, body.code, headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '3']);
  });

  it('breaks the connection before the effect', async () => {
    const { cancel, setFaults, effects } = testSandbox();
    await setFaults({ type: 'connectionReset' });
    await expect(cancel('sub-1001', {}, key)).rejects.toThrow(connectionReset);
    expect(await effects()).toEqual([]);
    expect((await cancel('sub-1001', {}, key)).status).toBe(200);
  });

  it('breaks the connection whatever else is wrong with a request', async () => {
    const { call, setFaults } = testSandbox();
    await setFaults({ type: 'connectionReset' });
    const asked = call('POST', '/subscriptions/sub-1001/cancel', 'x', { 'Content-Type': 'a/b' });
    await expect(asked).rejects.toThrow(connectionReset);
  });

  it('loses the answer after the effect, and the repeated request gets it as a replay', async () => {
    const { cancel, setFaults, effects } = testSandbox();
    await setFaults({ type: 'answerLost' });
    await expect(cancel('sub-1001', {}, key)).rejects.toThrow(connectionReset);
    expect(await effects()).toHaveLength(1);
    expect((await cancel('sub-1001', {}, key)).status).toBe(200);
    expect(await effects()).toHaveLength(1);
  });

  it('delays for as long as it says', async () => {
    const delays: number[] = [];
    const { cancel, setFaults } = testSandbox({
      sleep: async (ms) => {
        delays.push(ms);
      },
    });
    await setFaults({ type: 'delay', delayMs: 1500 });
    expect((await cancel('sub-1001')).status).toBe(200);
    expect(delays).toEqual([1500]);
  });

  it('delays by a timer unless told otherwise', async () => {
    const order: string[] = [];
    const { cancel, setFaults } = testSandbox();
    await setFaults({ type: 'delay', delayMs: 5 });
    const answered = cancel('sub-1001').then(() => order.push('answer'));
    // It ends first, because it is shorter and begins earlier.
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        order.push('timer');
        resolve();
      }, 2);
    });
    await answered;
    expect(order).toEqual(['timer', 'answer']);
  });

  it('is played as often as it says, on the operation it names, one for each request', async () => {
    const { cancel, change, setFaults, send } = testSandbox();
    await setFaults(
      { type: 'status', status: 500, operationId: 'cancelSubscription', times: 2 },
      { type: 'rateLimit' },
    );
    const addon = { productOfferingId: 'addon-data-5gb' };
    const answers = [
      await cancel('sub-1001'),
      await change('sub-1001', addon),
      await change('sub-1001', addon),
      await cancel('sub-1001'),
      await cancel('sub-1001'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([500, 429, 200, 500, 200]);
    expect((await send('GET', '/__sandbox/faults')).body).toEqual({ faults: [] });
  });

  it('is answered as the contract has it, whatever the status', async () => {
    const { cancel, setFaults } = testSandbox();
    const wrong = [];
    for (let status = 400; status < 600; status++) {
      await setFaults({ type: 'status', status });
      const { headers, body } = await cancel('sub-1001');
      const result = validators.cancelSubscription.response(status, { headers, body });
      if (!result.valid) wrong.push([status, result.details]);
    }
    expect(wrong).toEqual([]);
  });

  it('does not touch requests without a valid API key', async () => {
    const { cancel, setFaults, send } = testSandbox();
    await setFaults({ type: 'connectionReset' });
    expect((await cancel('sub-1001', {}, { 'X-Api-Key': 'nobody' })).status).toBe(401);
    expect((await send('GET', '/__sandbox/faults')).body.faults).toHaveLength(1);
  });

  it.each([
    ['an unknown type', { type: 'earthquake' }, 'faults[0].type'],
    ['a success as status', { type: 'status', status: 200 }, 'faults[0].status'],
    ['a missing delay', { type: 'delay' }, 'faults[0].delayMs'],
    ['a delay of more than a minute', { type: 'delay', delayMs: 60_001 }, 'faults[0].delayMs'],
    ['a delay that goes back', { type: 'delay', delayMs: -1 }, 'faults[0].delayMs'],
    ['a status below errors', { type: 'status', status: 399 }, 'faults[0].status'],
    ['a status above errors', { type: 'status', status: 600 }, 'faults[0].status'],
    ['a receiver’s success', { type: 'webhookStatus', status: 299 }, 'faults[0].status'],
    [
      'a receiver’s status above errors',
      { type: 'webhookStatus', status: 600 },
      'faults[0].status',
    ],
    ['no times', { type: 'rateLimit', times: 0 }, 'faults[0].times'],
    [
      'a wait that no header can carry',
      { type: 'rateLimit', retryAfter: 1e300 },
      'faults[0].retryAfter',
    ],
    [
      'an operation that is misspelt',
      { type: 'rateLimit', operationId: 'cancelSubscribtion' },
      'faults[0].operationId',
    ],
    ['a property that it does not have', { type: 'answerLost', after: 1 }, 'faults[0].after'],
  ])('with %s is refused', async (_, fault, property) => {
    const { setFaults } = testSandbox();
    const { status, body } = await setFaults(fault);
    expect([status, body.details.map((each: Detail) => each.property)]).toEqual([400, [property]]);
  });

  it.each([
    { type: 'delay', delayMs: 0 },
    { type: 'delay', delayMs: 60_000 },
    { type: 'status', status: 400 },
    { type: 'status', status: 599 },
    { type: 'webhookStatus', status: 300 },
    { type: 'webhookStatus', status: 599 },
    { type: 'rateLimit', retryAfter: 0 },
  ])('may be %j', async (fault) => {
    const { setFaults } = testSandbox();
    expect((await setFaults(fault)).status).toBe(200);
  });
});
