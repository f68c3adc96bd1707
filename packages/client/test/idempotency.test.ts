import { describe, expect, test } from 'vitest';
import { setIdempotencyKey } from '../src/idempotency.js';
import { type ConnectClientOptions, createConnectClient } from '../src/index.js';
import { requested } from './requested.js';

const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

function recorder(options: Partial<ConnectClientOptions> = {}) {
  const keys: (string | null)[] = [];
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    fetch: requested(async (request) => {
      keys.push(request.headers.get('X-Idempotency-Key'));
      return Response.json({});
    }),
    ...options,
  });
  return { client, keys };
}

describe('the idempotency key of a write', () => {
  test('is a new UUID for each call', async () => {
    const { client, keys } = recorder();
    await client.cancelSubscription(init);
    await client.cancelSubscription(init);
    expect(keys[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(keys[1]).not.toBe(keys[0]);
  });

  test('can be made by the caller', async () => {
    const { client, keys } = recorder({ idempotencyKey: () => 'order-1' });
    await client.cancelSubscription(init);
    expect(keys).toEqual(['order-1']);
  });

  test('can be given for one call, as an option or as the header that it is', async () => {
    const { client, keys } = recorder();
    await client.cancelSubscription({ ...init, idempotencyKey: 'order-2' });
    const header = { 'X-Idempotency-Key': 'order-3' };
    await client.cancelSubscription({ ...init, params: { ...init.params, header } });
    await client.cancelSubscription({
      ...init,
      idempotencyKey: 'order-4',
      params: { ...init.params, header },
    });
    expect(keys).toEqual(['order-2', 'order-3', 'order-4']);
  });

  test('is also on a write of the client underneath', async () => {
    const { client, keys } = recorder();
    await client.http.POST('/subscriptions/{subscriptionId}/cancel', init);
    expect(keys[0]).toHaveLength(36);
  });

  test.each([
    { problem: 'empty', key: '' },
    { problem: 'too long', key: 'x'.repeat(257) },
    { problem: 'with a space', key: 'two words' },
    { problem: 'not ASCII', key: 'clé' },
  ])('is refused before anything is sent when the contract would: $problem', async ({ key }) => {
    const { client, keys } = recorder();
    const call = client.cancelSubscription({ ...init, idempotencyKey: key });
    await expect(call).rejects.toThrow('idempotencyKey must be 1 to 256 visible ASCII characters.');
    expect(keys).toEqual([]);
  });

  test('may have 256 characters', async () => {
    const { client, keys } = recorder();
    await client.cancelSubscription({ ...init, idempotencyKey: '~'.repeat(256) });
    expect(keys[0]).toHaveLength(256);
  });
});

test('the client underneath repeats a request whose body is a stream', async () => {
  const bodies: string[] = [];
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    retry: { baseDelay: 0 },
    fetch: requested(async (request) => {
      bodies.push(await request.text());
      if (bodies.length === 1) throw new TypeError('fetch failed');
      return Response.json({});
    }),
  });
  await client.http.POST('/subscriptions/{subscriptionId}/cancel', init);
  expect(bodies).toEqual([JSON.stringify(init.body), JSON.stringify(init.body)]);
});

test('the API key is asked once per call and reused for its attempts', async () => {
  let asked = 0;
  const sent: (string | null)[] = [];
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: () => `key-${++asked}`,
    retry: { baseDelay: 0 },
    fetch: requested(async (request) => {
      sent.push(request.headers.get('X-Api-Key'));
      if (sent.length === 1) throw new TypeError('fetch failed');
      return Response.json({});
    }),
  });
  await client.cancelSubscription(init);
  await client.cancelSubscription(init);
  expect(sent).toEqual(['key-1', 'key-1', 'key-2']);
});

test('hooks see requests, responses and retries', async () => {
  const events: unknown[] = [];
  let answers = 0;
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    retry: { baseDelay: 0 },
    fetch: async () =>
      answers++ === 0
        ? Response.json({ message: 'Oops', code: 'INTERNAL_ERROR' }, { status: 500 })
        : Response.json({}, { headers: { 'X-Request-Id': 'req-2' } }),
    onRequest: ({ attempt }) => events.push(`request ${attempt}`),
    onResponse: ({ status, requestId }) => events.push(`response ${status} ${requestId}`),
    onRetry: ({ reason, delay }) => events.push(`retry ${reason} after ${delay}`),
  });
  await client.cancelSubscription(init);
  expect(events).toEqual([
    'request 1',
    'response 500 undefined',
    'retry INTERNAL_ERROR after 0',
    'request 2',
    'response 200 req-2',
  ]);
});

test.each([
  ['GET', false],
  ['HEAD', false],
  ['OPTIONS', false],
  ['TRACE', false],
  ['POST', true],
  ['PUT', true],
  ['PATCH', true],
  ['DELETE', true],
  ['TARGET', true],
  ['GETS', true],
])('a %s has a key without being given one: %s', (method, has) => {
  const headers = new Headers();
  const key = setIdempotencyKey(headers, method, undefined, {
    idempotencyKey: () => 'made',
  });
  expect([key, headers.get('X-Idempotency-Key')]).toEqual(
    has ? ['made', 'made'] : [undefined, null],
  );
});
