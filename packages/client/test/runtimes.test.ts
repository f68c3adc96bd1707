import { afterEach, describe, expect, test, vi } from 'vitest';
import { createConnectClient, type FetchInit, orThrow } from '../src/index.js';
import { uuid } from '../src/uuid.js';

const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

// What a runtime lacks cannot be passed in.
afterEach(() => vi.unstubAllGlobals());

describe('a UUID', () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const filled = (byte: number) =>
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(byte) });

  test('needs no crypto.randomUUID, which plain http and some runtimes lack', async () => {
    filled(0x5a);
    expect(uuid()).toBe('aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa');
    const keys: string[] = [];
    const client = createConnectClient({
      baseUrl: 'http://api.test',
      apiKey: 'secret-key',
      fetch: async (_url, { headers }) => {
        keys.push(headers['x-idempotency-key'] ?? '');
        return Response.json({});
      },
    });
    await client.cancelSubscription(init);
    expect(keys[0]).toMatch(form);
  });

  test.each([
    [0x00, '00000000-0000-4000-8000-000000000000'],
    [0xff, 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
  ])('says its version and variant, all bytes being %i', (byte, expected) => {
    filled(byte);
    expect(uuid()).toBe(expected);
  });

  test('is another one each time, with crypto.randomUUID and without', () => {
    const many = () => new Set(Array.from({ length: 100 }, uuid));
    expect(many().size).toBe(100);
    const { crypto } = globalThis;
    vi.stubGlobal('crypto', {
      getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
    });
    expect(many().size).toBe(100);
    for (const one of many()) expect(one).toMatch(form);
  });

  test('is that of crypto.randomUUID where there is one: it is faster', () => {
    vi.stubGlobal('crypto', { randomUUID: () => 'made-by-the-platform' });
    expect(uuid()).toBe('made-by-the-platform');
  });

  test.each([undefined, {}])('cannot be made with crypto %j: it says what to pass', (crypto) => {
    vi.stubGlobal('crypto', crypto);
    expect(uuid).toThrow('idempotencyKey must be a function');
  });
});

describe('a `fetch` of its own', () => {
  test('gets what every `fetch` takes: a URL and plain options', async () => {
    const calls: [string, FetchInit][] = [];
    const client = createConnectClient({
      baseUrl: 'http://api.test/api/v2',
      apiKey: 'secret-key',
      fetch: async (...call) => {
        calls.push(call);
        return Response.json({});
      },
    });
    await client.cancelSubscription({ ...init, idempotencyKey: 'order-1' });
    expect(calls).toEqual([
      [
        'http://api.test/api/v2/subscriptions/sub-1001/cancel',
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-api-key': 'secret-key',
            'x-idempotency-key': 'order-1',
          },
          body: JSON.stringify(init.body),
          redirect: 'manual',
          signal: expect.any(AbortSignal),
        },
      ],
    ]);
  });

  test('may answer with the least that a response has', async () => {
    const client = createConnectClient({
      baseUrl: 'http://api.test',
      apiKey: 'secret-key',
      fetch: async () => ({
        status: 200,
        statusText: 'OK',
        headers: new Map([['X-Request-Id', 'r-1']]),
        text: async () => '{"subscriptionId":"sub-1001"}',
        arrayBuffer: () => expect.unreachable(),
      }),
    });
    const { data, response } = await client.cancelSubscription(init);
    expect(data?.subscriptionId).toBe('sub-1001');
    expect(response.headers.get('X-Request-Id')).toBe('r-1');
  });

  test.each([204, 205, 304])('may say something beside the status %i', async (status) => {
    const client = createConnectClient({
      baseUrl: 'http://api.test',
      apiKey: 'secret-key',
      retry: false,
      fetch: async () =>
        ({ status, statusText: '', headers: new Headers(), text: async () => '{}' }) as Response,
    });
    const { response } = await client.cancelSubscription({
      params: { path: { subscriptionId: 'sub-1001' } },
      body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
    });
    expect([response.status, await response.text()]).toEqual([status, '']);
  });

  test('is the global one of the moment, without another', async () => {
    const client = createConnectClient({ baseUrl: 'http://api.test', apiKey: 'secret-key' });
    const fetch = vi.fn(async () => Response.json({ subscriptionId: 'later' }));
    vi.stubGlobal('fetch', fetch);
    expect((await client.cancelSubscription(init)).data?.subscriptionId).toBe('later');
  });
});

test('the first request has a signal that `fetch` takes', async () => {
  vi.resetModules();
  const fresh: typeof import('../src/index.js') = await import('../src/index.js');
  const signals: unknown[] = [];
  const client = fresh.createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    fetch: async (url, options) => {
      signals.push(new Request(url, options as RequestInit).signal, options.signal);
      return Response.json({});
    },
  });
  await client.cancelSubscription(init);
  expect(signals).toEqual([expect.any(AbortSignal), expect.any(AbortSignal)]);
});

describe('where AbortController is not that of `fetch`, as in jsdom', () => {
  class ForeignController {
    signal = new EventTarget() as AbortSignal;
    abort() {
      this.signal.dispatchEvent(new Event('abort'));
    }
  }

  test('requests are sent without a signal, and still end in time', async () => {
    vi.stubGlobal('AbortController', ForeignController);
    const signals: unknown[] = [];
    const client = createConnectClient({
      baseUrl: 'http://api.test',
      apiKey: 'secret-key',
      retry: false,
      fetch: async (url, options) => {
        new Request(url, options as RequestInit);
        signals.push(options.signal);
        return signals.length > 1 ? new Promise(() => {}) : Response.json({});
      },
    });
    const { response } = await client.cancelSubscription(init);
    expect(response.status).toBe(200);
    await expect(client.cancelSubscription({ ...init, timeout: 1 })).rejects.toMatchObject({
      kind: 'timeout',
    });
    expect(signals).toEqual([undefined, undefined]);
  });

  test('the signal of a caller ends the call, of the client underneath, too', async () => {
    vi.stubGlobal('AbortController', ForeignController);
    let controller: AbortController;
    const client = createConnectClient({
      baseUrl: 'http://api.test',
      apiKey: 'secret-key',
      fetch: () => {
        queueMicrotask(() => controller.abort());
        return new Promise(() => {});
      },
    });
    const withSignal = () => {
      controller = new AbortController();
      return { ...init, signal: controller.signal };
    };
    await expect(client.cancelSubscription(withSignal())).rejects.toMatchObject({ kind: 'abort' });
    await expect(
      client.http.POST('/subscriptions/{subscriptionId}/cancel', withSignal()),
    ).rejects.toMatchObject({ kind: 'abort' });
  });
});

test('an opaque redirect, as browsers give it, is an error', async () => {
  const opaque = { status: 0, statusText: '', type: 'opaqueredirect', ok: false };
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    fetch: async () => ({
      ...opaque,
      headers: new Headers(),
      text: async () => '',
      arrayBuffer: async () => new ArrayBuffer(),
    }),
  });
  const { error, response } = await client.cancelSubscription(init);
  expect(error?.message).toBe('The server answered 0.');
  expect(response.type).toBe('opaqueredirect');
  await expect(
    orThrow(client.cancelSubscription({ ...init, idempotencyKey: 'order-1' })),
  ).rejects.toMatchObject({ status: 0, idempotencyKey: 'order-1', attempts: 1 });
});
