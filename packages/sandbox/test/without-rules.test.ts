import { describe, expect, it } from 'vitest';
import type { Operation } from '../src/operation.js';
import { assembleSandbox } from '../src/sandbox.js';
import type { RequestCheck } from '../src/validation/request-check.js';
import { callsOf } from './support.js';

const trySomethingNew: Operation = {
  operationId: 'trySomethingNew',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/something-new',
  requestBody: 'required',
  idempotent: true,
  security: 'required',
  examples: {
    exchanges: [
      {
        pathParameters: { subscriptionId: 'sub-1' },
        request: { until: '2024-02-01', why: 'holiday' },
        response: { status: 200, body: { paused: 'until February' } },
      },
      {
        pathParameters: { subscriptionId: 'sub-2' },
        request: { until: '2024-02-01' },
        response: { status: 404, body: { message: 'No.', code: 'SUBSCRIPTION_NOT_FOUND' } },
      },
    ],
    otherwise: { status: 202, body: { paused: true } },
  },
};

const check: RequestCheck = {
  headers: (headers) =>
    headers.get('X-Channel') === 'fax'
      ? {
          valid: false,
          details: [
            { message: 'must be of this century', code: 'FIELD_INVALID', property: 'X-Channel' },
          ],
        }
      : { valid: true, value: {} },
  cookies: () => ({ valid: true, value: {} }),
  path: (value) => ({ valid: true, value }),
  query: (value) => ({ valid: true, value }),
  body: (body) =>
    'until' in (body as object)
      ? []
      : [{ message: 'is required', code: 'FIELD_REQUIRED', property: 'until' }],
};

function sandboxWithoutRules(change: Partial<Operation> = {}) {
  const sandbox = assembleSandbox(
    { clock: 'frozen' },
    { operations: [{ ...trySomethingNew, ...change }], checks: { trySomethingNew: check } },
  );
  return callsOf(sandbox.fetch, []);
}

describe('an operation without rules', () => {
  it.each([
    [
      'a named request, whatever the order of its properties',
      'sub-1',
      { why: 'holiday', until: '2024-02-01' },
      200,
      { paused: 'until February' },
    ],
    [
      'a named request that fails',
      'sub-2',
      { until: '2024-02-01' },
      404,
      { message: 'No.', code: 'SUBSCRIPTION_NOT_FOUND' },
    ],
    ['any other request', 'sub-1', { until: '2024-05-01' }, 202, { paused: true }],
    [
      'a request for a subscription of the world',
      'sub-1001',
      { until: '2024-05-01' },
      202,
      { paused: true },
    ],
  ])('answers %s from the examples', async (_, id, request, status, body) => {
    const { call } = sandboxWithoutRules();
    expect(await call('POST', `/subscriptions/${id}/something-new`, request)).toMatchObject({
      status,
      body,
    });
  });

  it('is validated and needs an API key', async () => {
    const { call } = sandboxWithoutRules();
    expect(
      (await call('POST', '/subscriptions/sub-1/something-new', {})).body.details[0].property,
    ).toBe('until');
    expect(
      (await call('POST', '/subscriptions/sub-1/something-new', '{', { 'X-Channel': 'fax' })).body
        .details[0].property,
    ).toBe('X-Channel');
    expect(
      (await call('POST', '/subscriptions/sub-1/something-new', {}, { 'X-Api-Key': 'nobody' }))
        .status,
    ).toBe(401);
  });

  it('knows which subscriptions there are, and whose they are', async () => {
    const { call, effects } = sandboxWithoutRules();
    const answer = async (id: string) => {
      const { status, body } = await call('POST', `/subscriptions/${id}/something-new`, {
        until: '2024-05-01',
      });
      return [status, body.code];
    };
    expect(await answer('sub-4040')).toEqual([404, 'SUBSCRIPTION_NOT_FOUND']);
    expect(await answer('sub-9001')).toEqual([403, 'FORBIDDEN']);
    expect(await effects()).toEqual([]);
  });

  it.each([
    ['none', undefined, 202],
    ['none', 'nobody', 202],
    ['optional', undefined, 202],
    ['optional', 'nobody', 401],
    ['required', undefined, 401],
  ] as const)('whose API key is %s answers the key %s with %i', async (security, key, expected) => {
    const { call } = sandboxWithoutRules({ security });
    const { status } = await call(
      'POST',
      '/subscriptions/sub-1/something-new',
      { until: '2024-05-01' },
      { 'X-Api-Key': key },
    );
    expect(status).toBe(expected);
  });

  it('for everybody is for everybody, whose subscription it may be', async () => {
    const { call } = sandboxWithoutRules({ security: 'none' });
    const path = '/subscriptions/sub-1001/something-new';
    const headers = { 'X-Api-Key': undefined };
    expect((await call('POST', path, { until: '2024-05-01' }, headers)).status).toBe(202);
  });

  it('that takes no body reads none', async () => {
    const { send } = sandboxWithoutRules({ requestBody: 'none' });
    const headers = { 'X-Api-Key': 'sandbox-harbour-1', 'Content-Type': 'text/plain' };
    const path = '/subscriptions/sub-1001/something-new';
    expect((await send('POST', path, { headers, body: 'hello' })).status).toBe(202);
  });

  it('takes the API key as a bearer token where a second scheme has tokens', async () => {
    const status = async (change: Partial<Operation>, authorization: string) => {
      const { call } = sandboxWithoutRules(change);
      const headers = { 'X-Api-Key': undefined, Authorization: authorization };
      const path = '/subscriptions/sub-1/something-new';
      return (await call('POST', path, { until: '2024-05-01' }, headers)).status;
    };
    expect(await status({ bearer: true }, 'Bearer sandbox-harbour-1')).toBe(202);
    expect(await status({ bearer: true }, 'Bearer nobody')).toBe(401);
    expect(await status({}, 'Bearer sandbox-harbour-1')).toBe(401);
  });

  it('takes the media type of its contract', async () => {
    const { call } = sandboxWithoutRules({ mediaType: 'application/merge-patch+json' });
    const status = async (type: string) => {
      const path = '/subscriptions/sub-1/something-new';
      return (await call('POST', path, { until: '2024-05-01' }, { 'Content-Type': type })).status;
    };
    expect(await status('application/merge-patch+json')).toBe(202);
    expect(await status('application/json')).toBe(415);
  });

  it('sends the headers that its contract requires, with every status', async () => {
    const { call } = sandboxWithoutRules({
      headers: { 202: { Location: '/jobs/1' }, '4XX': { 'X-Why': 'because' } },
    });
    const path = '/subscriptions/sub-1/something-new';
    const headers = async (body: unknown, more = {}) =>
      (await call('POST', path, body, more)).headers;
    expect(await headers({ until: '2024-05-01' })).toMatchObject({ location: '/jobs/1' });
    expect(await headers({})).toMatchObject({ 'x-why': 'because' });
    expect(await headers({}, { 'X-Api-Key': 'nobody' })).toMatchObject({
      'x-why': 'because',
      'www-authenticate': expect.any(String),
    });
    expect(await headers({ until: '2024-05-01' })).not.toHaveProperty('x-why');
  });

  it('finds a named request by its query', async () => {
    const asked = (page?: string) => ({
      pathParameters: {},
      ...(page && { query: { page } }),
      response: { status: 200, body: { page: page ?? 'first' } },
    });
    const { send } = sandboxWithoutRules({
      method: 'GET',
      path: '/things',
      requestBody: 'none',
      examples: { exchanges: [asked(), asked('2')], otherwise: { status: 200, body: {} } },
    });
    const headers = { 'X-Api-Key': 'sandbox-harbour-1' };
    const page = async (url: string) => (await send('GET', url, { headers })).body.page;
    expect(await page('/things')).toBe('first');
    expect(await page('/things?page=2&other=1')).toBe('2');
    expect(await page('/things?page=3')).toBe('first');
  });

  it('that only reads leaves no entry in the journal', async () => {
    const { send, effects } = sandboxWithoutRules({ method: 'GET', requestBody: 'none' });
    const headers = { 'X-Api-Key': 'sandbox-harbour-1', 'X-Idempotency-Key': 'key-1' };
    expect((await send('GET', '/subscriptions/sub-1/something-new', { headers })).status).toBe(202);
    expect(await effects()).toEqual([]);
  });

  it('is idempotent', async () => {
    const { call, effects } = sandboxWithoutRules();
    const key = { 'X-Idempotency-Key': 'key-1' };
    const first = await call(
      'POST',
      '/subscriptions/sub-1/something-new',
      { until: '2024-05-01' },
      key,
    );
    expect(
      await call('POST', '/subscriptions/sub-1/something-new', { until: '2024-05-01' }, key),
    ).toEqual(first);
    expect(await effects()).toHaveLength(1);
    const other = await call(
      'POST',
      '/subscriptions/sub-1/something-new',
      { until: '2024-06-01' },
      key,
    );
    expect(other.body.code).toBe('idempotency_key_mismatch');
  });
});
