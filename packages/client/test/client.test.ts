import { document, exchangesOf, isSuccess, requestOf } from '@connect-api/spec';
import { describe, expect, test } from 'vitest';
import { createConnectClient, type Fetch } from '../src/index.js';
import { requested } from './requested.js';

const json = (status: number, body: unknown) => Response.json(body, { status });

const recorder = (answer: () => Response) => {
  const requests: Request[] = [];
  const fetch = requested(async (request) => {
    requests.push(request);
    return answer();
  });
  return { fetch, requests };
};

const clientOf = (fetch: Fetch) =>
  createConnectClient({ baseUrl: 'http://api.test', apiKey: 'secret-key', fetch });

describe.each(exchangesOf(document))('$operationId, example $name', (exchange) => {
  const send = async () => {
    const { fetch, requests } = recorder(() =>
      exchange.response === undefined
        ? new Response(null, { status: Number(exchange.status) })
        : json(Number(exchange.status), exchange.response),
    );
    const method = clientOf(fetch)[exchange.operationId as never] as (init: object) => Promise<{
      data?: unknown;
      error?: unknown;
      response: Response;
    }>;
    const result = await method({
      params: { path: exchange.pathParameters, ...exchange.parameters },
      ...(exchange.request !== undefined && { body: exchange.request }),
    });
    return { result, request: requests[0] as Request };
  };

  test('is sent as the contract says', async () => {
    const { request } = await send();
    const { method, path, headers, body } = requestOf(document, exchange);
    expect(request.method).toBe(method);
    // A space in a query is written in two ways, and some signs are, which say the same.
    const written = (url: string) =>
      url.replaceAll('%20', '+').replace(/%(21|27|28|29|2A|7E)/g, decodeURIComponent);
    expect(written(request.url)).toBe(written(new URL(path, 'http://api.test').href));
    expect(request.headers.get('X-Api-Key')).toBe('secret-key');
    expect(request.headers.get('Content-Type')).toBe(headers['Content-Type'] ?? null);
    for (const [name, value] of Object.entries(headers))
      expect(request.headers.get(name)).toBe(value);
    expect(await request.text()).toBe(body ?? '');
  });

  test('gives data or error by its status', async () => {
    const { result } = await send();
    const expected = isSuccess(exchange.status) ? 'data' : 'error';
    expect(result[expected]).toEqual(exchange.response);
    expect(result[expected === 'data' ? 'error' : 'data']).toBeUndefined();
    expect(result.response.status).toBe(Number(exchange.status));
  });
});

describe('the API key', () => {
  test('may come from a function, which is asked for every call', async () => {
    const { fetch, requests } = recorder(() => json(200, {}));
    let asked = 0;
    const client = createConnectClient({
      baseUrl: 'http://api.test',
      apiKey: async () => `key-${++asked}`,
      fetch,
    });
    const init = {
      params: { path: { subscriptionId: 'sub-1001' } },
      body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
    } as const;
    await client.cancelSubscription(init);
    await client.cancelSubscription(init);
    expect(requests.map((request) => request.headers.get('X-Api-Key'))).toEqual(['key-1', 'key-2']);
  });

  test('must not be missing', () => {
    expect(() => createConnectClient({ baseUrl: 'http://api.test', apiKey: '' })).toThrow(
      'apiKey must be',
    );
  });
});

test.each([
  ['!', true],
  ['~', true],
  ['a b', false],
  [' ', false],
  ['a\x7F', false],
  ['a\x1F', false],
  ['clé', false],
  ['a\n', false],
  [['list'] as never, false],
])('an API key %j is taken: %s', (apiKey, taken) => {
  const make = () => createConnectClient({ baseUrl: 'http://api.test', apiKey });
  if (taken) expect(make).not.toThrow();
  else expect(make).toThrow('apiKey must be visible ASCII characters.');
});

test('a base URL may end with a slash', async () => {
  const { fetch, requests } = recorder(() => json(200, {}));
  const client = createConnectClient({ baseUrl: 'http://api.test/v1/', apiKey: 'k', fetch });
  await client.cancelSubscription({
    params: { path: { subscriptionId: 'sub 1001/é' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  });
  expect(requests[0]?.url).toBe('http://api.test/v1/subscriptions/sub%201001%2F%C3%A9/cancel');
});

test('the request that a `fetch` of your own gets is aborted with the call', async () => {
  const controller = new AbortController();
  let sent: AbortSignal | undefined;
  const client = clientOf((_url, { signal }) => {
    sent = signal;
    queueMicrotask(() => controller.abort());
    return new Promise(() => {});
  });
  const call = client.cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
    signal: controller.signal,
  });
  await expect(call).rejects.toMatchObject({ kind: 'abort' });
  expect(sent?.aborted).toBe(true);
});

test('a `fetch` of a test may answer with the same response again and again', async () => {
  const answer = json(200, { subscriptionId: 'sub-1001' });
  const client = clientOf(async () => answer);
  const init = {
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  } as const;
  await client.cancelSubscription(init);
  const { data } = await client.cancelSubscription(init);
  expect(data?.subscriptionId).toBe('sub-1001');
});

test('such a response may be asked for as text, too', async () => {
  const answer = json(200, { subscriptionId: 'sub-1001' });
  const { http } = clientOf(async () => answer);
  const init = {
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
    parseAs: 'text',
  } as const;
  await http.POST('/subscriptions/{subscriptionId}/cancel', init);
  const { data } = await http.POST('/subscriptions/{subscriptionId}/cancel', init);
  expect(data).toBe('{"subscriptionId":"sub-1001"}');
});

test('a `fetch` of a test may answer with an object that is frozen', async () => {
  const answer = Object.freeze({
    status: 200,
    statusText: 'OK',
    headers: new Headers(),
    text: async () => '{"subscriptionId":"sub-1001"}',
    arrayBuffer: async () => new ArrayBuffer(0),
  });
  const { data } = await clientOf(async () => answer).cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  });
  expect(data?.subscriptionId).toBe('sub-1001');
});

test('the response of a success is one, unread, and stays where the result is spread', async () => {
  const client = clientOf(async () => json(200, { subscriptionId: 'sub-1001' }));
  const result = await client.cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  });
  const { response } = { ...result };
  expect(response).toBe(result.response);
  expect(await response.json()).toEqual(result.data);
});

describe('the client underneath', () => {
  const path = '/subscriptions/{subscriptionId}/cancel';
  const init = {
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  } as const;

  test('has the same policies, and they take the options of the call', async () => {
    const { fetch, requests } = recorder(() => json(500, {}));
    const client = clientOf(fetch);
    const options = { apiKey: 'other-key', idempotencyKey: 'order-1', retry: false } as const;
    const { response } = await client.http.POST(path, { ...init, ...options });
    expect(response.status).toBe(500);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.get('X-Api-Key')).toBe('other-key');
    expect(requests[0]?.headers.get('X-Idempotency-Key')).toBe('order-1');
  });

  test('never shows the API key to its middleware', async () => {
    const { fetch, requests } = recorder(() => json(200, {}));
    const { http } = clientOf(fetch);
    const seen: (string | null)[] = [];
    http.use({
      onRequest: ({ request }) => void seen.push(request.headers.get('X-Api-Key')),
      onResponse: ({ request }) => void seen.push(request.headers.get('X-Api-Key')),
    });
    await http.POST(path, init);
    expect(seen).toEqual([null, null]);
    expect(requests[0]?.headers.get('X-Api-Key')).toBe('secret-key');
  });

  test('leaves a body of another media type to be read as a stream', async () => {
    const { http } = clientOf(
      async () => new Response('a,b', { headers: { 'Content-Type': 'text/csv' } }),
    );
    const { data } = await http.POST(path, { ...init, parseAs: 'stream' });
    expect(await new Response(data).text()).toBe('a,b');
  });
});

test('options of one call override those of the client', async () => {
  const { fetch, requests } = recorder(() => json(500, {}));
  const seen: string[] = [];
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    headers: { 'X-Trace': 'client' },
    retry: { attempts: 2, baseDelay: 0 },
    onRequest: () => seen.push('client'),
    fetch,
  });
  await client.cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
    apiKey: () => 'other-key',
    headers: { 'X-Trace': 'call' },
    retry: false,
    onRequest: () => seen.push('call'),
  });
  const sent = requests.map(({ headers }) => [headers.get('X-Api-Key'), headers.get('X-Trace')]);
  expect(sent).toEqual([['other-key', 'call']]);
  expect(seen).toEqual(['call']);
});
