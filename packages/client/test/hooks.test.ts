import { describe, expect, test } from 'vitest';
import { type ConnectClientOptions, createConnectClient } from '../src/index.js';
import { ManualClock } from './manual-clock.js';

const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

const clientOf = (options: Partial<ConnectClientOptions>) =>
  createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    retry: { attempts: 2, baseDelay: 0 },
    fetch: async () => Response.json({}),
    ...options,
  });

const refused = async () => {
  throw new TypeError('refused');
};

test('each request ends in a response or a failure, the last one too', async () => {
  const clock = new ManualClock(1000);
  const events: unknown[] = [];
  const client = clientOf({
    clock,
    fetch: async () => {
      clock.advance(7);
      return refused();
    },
    onRequest: ({ attempt }) => events.push(`request ${attempt}`),
    onResponse: () => events.push('response'),
    onFailure: ({ attempt, error, duration, idempotencyKey }) =>
      events.push(`failure ${attempt} ${error.kind} ${duration} ${idempotencyKey}`),
    onRetry: () => {
      events.push('retry');
      queueMicrotask(() => clock.ringNext());
    },
  });
  const call = client.cancelSubscription({ ...init, idempotencyKey: 'key' });
  await expect(call).rejects.toMatchObject({ kind: 'connection' });
  expect(events).toEqual([
    'request 1',
    'failure 1 connection 7 key',
    'retry',
    'request 2',
    'failure 2 connection 7 key',
  ]);
});

test('a timeout and an abort are failures to hooks', async () => {
  const clock = new ManualClock(0);
  const failures: string[] = [];
  const controller = new AbortController();
  const client = clientOf({
    clock,
    retry: false,
    onFailure: ({ error }) => failures.push(error.kind),
  });
  const never = (then: () => void) => () => {
    queueMicrotask(then);
    return new Promise<Response>(() => {});
  };
  const timeout = client.cancelSubscription({ ...init, fetch: never(() => clock.ringNext()) });
  await timeout.catch(() => {});
  const { signal } = controller;
  const abort = client.cancelSubscription({
    ...init,
    signal,
    fetch: never(() => controller.abort()),
  });
  await abort.catch(() => {});
  expect(failures).toEqual(['timeout', 'abort']);
});

describe.each(['onRequest', 'onResponse', 'onFailure', 'onRetry'] as const)('%s', (hook) => {
  const fails = hook === 'onFailure' || hook === 'onRetry';
  const fetch = fails ? { fetch: refused } : {};

  test('that throws rejects the call', async () => {
    const client = clientOf({
      ...fetch,
      [hook]: () => {
        throw new Error('The log is full.');
      },
    });
    await expect(client.cancelSubscription(init)).rejects.toThrow('The log is full.');
  });

  test('that rejects does the same, and ends no process', async () => {
    const client = clientOf({ ...fetch, [hook]: () => Promise.reject(new Error('Full.')) });
    await expect(client.cancelSubscription(init)).rejects.toThrow('Full.');
  });

  test('that is asynchronous is waited for, within the limits of the call', async () => {
    const controller = new AbortController();
    const client = clientOf({
      ...fetch,
      [hook]: () => {
        queueMicrotask(() => controller.abort());
        return new Promise(() => {});
      },
    });
    const call = client.cancelSubscription({ ...init, signal: controller.signal });
    await expect(call).rejects.toMatchObject({ kind: 'abort' });
  });
});

test('an asynchronous hook is done before the call goes on', async () => {
  const order: string[] = [];
  const client = clientOf({
    async onRequest() {
      await Promise.resolve();
      order.push('hook');
    },
    fetch: async () => {
      order.push('fetch');
      return Response.json({});
    },
  });
  await client.cancelSubscription(init);
  expect(order).toEqual(['hook', 'fetch']);
});

test('the reason of a repetition is a code only if it is a text', async () => {
  const reasons: string[] = [];
  const bodies = [{ code: ['idempotency_key_locked'] }, { code: 'INTERNAL_ERROR' }, {}];
  const client = clientOf({
    retry: { attempts: 4, baseDelay: 0 },
    fetch: async () => Response.json(bodies.shift() ?? {}, { status: 503 }),
    onRetry: ({ reason }) => reasons.push(reason),
  });
  await client.cancelSubscription(init);
  expect(reasons).toEqual(['503', 'INTERNAL_ERROR', '503']);
});
