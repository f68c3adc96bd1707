import { setTimeout as turn } from 'node:timers/promises';
import type { Middleware } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { type ConnectClientOptions, createConnectClient, orThrow } from '../src/index.js';
import { ManualClock } from './manual-clock.js';
import { requested } from './requested.js';

const path = '/subscriptions/{subscriptionId}/cancel';
const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

function start(
  answer: (request: Request) => Response | Promise<Response> = () => Response.json({ id: 1 }),
  options: Partial<ConnectClientOptions> = {},
) {
  const requests: Request[] = [];
  const { http } = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    retry: { attempts: 2, baseDelay: 0 },
    fetch: requested(async (request) => {
      requests.push(request.clone());
      return answer(request);
    }),
    ...options,
  });
  return { http, requests };
}

const csv = () => new Response('a,b', { headers: { 'Content-Type': 'text/csv' } });

describe('a body of another media type', () => {
  test('is given as text, blob, bytes or stream', async () => {
    const { http } = start(csv);
    const text = await http.POST(path, { ...init, parseAs: 'text' });
    expect(text.data).toBe('a,b');
    const blob = await http.POST(path, { ...init, parseAs: 'blob' });
    expect([await blob.data?.text(), blob.data?.type]).toEqual(['a,b', 'text/csv']);
    const bytes = await http.POST(path, { ...init, parseAs: 'arrayBuffer' });
    expect(bytes.data?.byteLength).toBe(3);
    const stream = await http.POST(path, { ...init, parseAs: 'stream' });
    expect(await new Response(stream.data).text()).toBe('a,b');
  });

  test('is given byte for byte', async () => {
    const bytes = new Uint8Array([0xff, 0x00, 0xfe]);
    const { http } = start(() => new Response(bytes));
    const { data } = await http.POST(path, { ...init, parseAs: 'arrayBuffer' });
    expect(new Uint8Array(data as ArrayBuffer)).toEqual(bytes);
  });

  test('is given as the form that it is', async () => {
    const form = new FormData();
    form.set('name', 'Harbour');
    const { http } = start(() => new Response(form));
    const { data } = await http.POST(path, { ...init, parseAs: 'formData' });
    expect(data?.get('name')).toBe('Harbour');
  });

  test.each(['text', 'blob', 'arrayBuffer', 'stream'] as const)(
    'has to be complete in time, as %s too',
    async (parseAs) => {
      const clock = new ManualClock(0);
      const stalled = () =>
        new Response(
          new ReadableStream(
            { pull: () => queueMicrotask(() => clock.ringNext()) },
            { highWaterMark: 0 },
          ),
          { headers: { 'Content-Type': 'text/csv' } },
        );
      const { http } = start(stalled, { clock, retry: false, timeout: 1000 });
      await expect(http.POST(path, { ...init, parseAs })).rejects.toMatchObject({
        kind: 'timeout',
        message: expect.stringContaining('timeout: 1000'),
      });
      expect(clock.pending).toBe(0);
    },
  );

  test('can be aborted when its headers are there', async () => {
    const controller = new AbortController();
    const endless = () => new Response(new ReadableStream({ pull: () => controller.abort() }));
    const { http } = start(endless);
    const call = http.POST(path, { ...init, parseAs: 'text', signal: controller.signal });
    await expect(call).rejects.toMatchObject({ kind: 'abort' });
  });
});

describe('the response', () => {
  test('has been read by nobody', async () => {
    const { http } = start(() => Response.json({ id: 1 }, { headers: { 'X-Request-Id': 'r-1' } }));
    const { response } = await http.POST(path, init);
    expect(response.bodyUsed).toBe(false);
    expect(await (await response.clone().blob()).text()).toBe('{"id":1}');
    expect(await response.json()).toEqual({ id: 1 });
    expect(response.headers.get('X-Request-Id')).toBe('r-1');
  });

  test('is unread for each middleware, whatever the others read', async () => {
    const { http } = start(() => Response.json({ id: 1 }));
    const seen: unknown[] = [];
    const reader: Middleware = {
      onResponse: async ({ response }) => void seen.push(await response.json()),
    };
    http.use(reader, reader);
    const { data } = await http.POST(path, init);
    expect([...seen, data]).toEqual([{ id: 1 }, { id: 1 }, { id: 1 }]);
  });

  test('can be rebuilt by middleware, and orThrow still knows the call', async () => {
    const { http } = start(() => Response.json({ message: 'No.', code: 'X' }, { status: 409 }));
    http.use({
      async onResponse({ response }) {
        const body = { ...(await response.json()), code: 'REBUILT' };
        return Response.json(body, { status: 418 });
      },
    });
    const call = http.POST(path, { ...init, idempotencyKey: 'order-1' });
    await expect(orThrow(call)).rejects.toMatchObject({
      status: 418,
      code: 'REBUILT',
      idempotencyKey: 'order-1',
      attempts: 1,
    });
  });

  test('can be made JSON by middleware', async () => {
    const { http } = start(csv);
    http.use({
      onResponse: async ({ response }) => Response.json((await response.text()).split(',')),
    });
    expect((await http.POST(path, init)).data).toEqual(['a', 'b']);
  });

  test('can come from middleware alone: nothing is sent', async () => {
    const { http, requests } = start();
    http.use({ onRequest: () => Response.json({ cached: true }) });
    expect((await http.POST(path, init)).data).toEqual({ cached: true });
    expect(requests).toEqual([]);
  });
});

describe('the request', () => {
  test('keeps the options of its call when middleware replaces it', async () => {
    const { http, requests } = start();
    http.use({
      onRequest: ({ request }) => new Request(request, { headers: { 'X-Trace': 'abc' } }),
    });
    await http.POST(path, { ...init, apiKey: 'other-tenant', idempotencyKey: 'order-1' });
    const [request] = requests;
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      'x-api-key': 'other-tenant',
      'x-idempotency-key': 'order-1',
      'x-trace': 'abc',
    });
    expect(await request?.json()).toEqual(init.body);
  });

  test('can be sent elsewhere by middleware, with another method and without a body', async () => {
    const { http, requests } = start();
    http.use({ onRequest: () => new Request('http://other.test/read') });
    await http.POST(path, init);
    expect(requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['GET', 'http://other.test/read', null],
    ]);
  });

  test('has the same bytes in each attempt, a form too', async () => {
    let attempts = 0;
    const { http, requests } = start(() =>
      Response.json({}, { status: ++attempts > 1 ? 200 : 500 }),
    );
    const bodySerializer = () => {
      const form = new FormData();
      form.set('reason', 'NO_NEED');
      return form;
    };
    await http.POST(path, { ...init, bodySerializer });
    expect(requests[0]?.headers.get('Content-Type')).toMatch(/^multipart\/form-data; boundary=/);
    expect((await requests[0]?.clone().formData())?.get('reason')).toBe('NO_NEED');
    expect(await requests[1]?.text()).toBe(await requests[0]?.text());
  });

  test('may have a form as its body', async () => {
    const { http, requests } = start();
    const body = new FormData();
    body.set('reason', 'NO_NEED');
    await http.POST(path, { ...init, body: body as never });
    expect((await requests[0]?.formData())?.get('reason')).toBe('NO_NEED');
  });

  test('of a call shows middleware nothing of the API key', async () => {
    const { http, requests } = start();
    const seen: unknown[] = [];
    http.use({
      onRequest: ({ request, ...told }) =>
        void seen.push({ ...request }, [...request.headers], told, JSON.stringify(told)),
      onResponse: ({ request, ...told }) => void seen.push([...request.headers], told),
    });
    await http.POST(path, { ...init, apiKey: 'key-of-the-call' });
    expect(requests[0]?.headers.get('X-Api-Key')).toBe('key-of-the-call');
    expect(JSON.stringify(seen)).not.toMatch(/secret-key|key-of-the-call/);
  });

  test('keeps its policies with a `fetch` of its own', async () => {
    const { http } = start(() => expect.unreachable());
    const sent: Request[] = [];
    const fetch = requested(async (request) => {
      sent.push(request);
      return Response.json({}, { status: sent.length > 1 ? 200 : 503 });
    });
    await http.POST(path, { ...init, fetch });
    expect(sent.map(({ headers }) => headers.get('X-Api-Key'))).toEqual([
      'secret-key',
      'secret-key',
    ]);
    expect(sent[1]?.headers.get('X-Idempotency-Key')).toBe(
      sent[0]?.headers.get('X-Idempotency-Key'),
    );
  });

  test('does not follow a redirect, whatever the call says', async () => {
    const { http, requests } = start(() => new Response(null, { status: 307 }));
    const follow = { redirect: 'follow' } as object;
    const { error } = await http.POST(path, { ...init, ...follow });
    expect(requests[0]?.redirect).toBe('manual');
    expect(error?.message).toBe('The server answered 307.');
  });

  test('carries further options of `fetch`', async () => {
    const inits: object[] = [];
    const { http } = start(undefined, {
      fetch: async (_url, options) => {
        inits.push(options);
        return Response.json({});
      },
    });
    await http.POST(path, { ...init, cache: 'no-store', ...{ dispatcher: 'proxy' } });
    expect(inits[0]).toMatchObject({ cache: 'no-store', dispatcher: 'proxy', method: 'POST' });
  });
});

describe('an error', () => {
  test.each(['', 'null', '""', '0', 'false', '<h1>No</h1>'])(
    'whose body is %j is an error all the same',
    async (body) => {
      const { http } = start(() => new Response(body, { status: 404, statusText: 'Not Found' }));
      const { data, error } = await http.POST(path, init);
      expect(data).toBeUndefined();
      expect(error).toEqual({ message: 'Not Found' });
    },
  );

  test('can be caught by middleware, which answers instead', async () => {
    const seen: string[] = [];
    const { http } = start(() => Promise.reject(new TypeError('refused')), { retry: false });
    http.use(
      {
        onError({ error }) {
          seen.push(String(error));
          return Response.json({ instead: true });
        },
      },
      { onError: ({ error }) => new Error('wrapped', { cause: error }) },
    );
    expect((await http.POST(path, init)).data).toEqual({ instead: true });
    expect(seen).toEqual(['Error: wrapped']);
  });

  test('that no middleware catches rejects the call', async () => {
    const { http } = start(() => Promise.reject(new TypeError('refused')), { retry: false });
    http.use({ onError: () => undefined });
    await expect(http.POST(path, init)).rejects.toMatchObject({ kind: 'connection' });
  });
});

test('a success without the JSON that the contract promises is a failed connection', async () => {
  const { http, requests } = start(() => new Response(null));
  await expect(http.POST(path, init)).rejects.toMatchObject({
    kind: 'connection',
    message: 'The response with status 200 has no body.',
  });
  expect(requests).toHaveLength(2);
});

test('there is a function for each method', () => {
  const { http } = start();
  for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']) {
    expect(http).toHaveProperty(method, expect.any(Function));
  }
});

test('what middleware turns into HEAD may answer with nothing', async () => {
  const { http } = start(() => new Response(null));
  const middleware: Middleware = {
    onRequest: ({ request }) => new Request(request.url, { method: 'HEAD' }),
  };
  const { data, response } = await http.POST(path, { ...init, middleware: [middleware] });
  expect([data, response.status]).toEqual([undefined, 200]);
});

test('the response has the URL that it came from, for middleware too', async () => {
  const seen: string[] = [];
  const answer = Object.defineProperty(Response.json({ id: 1 }), 'url', {
    value: 'http://a.test/',
  });
  const { http } = start(undefined, { fetch: async () => answer });
  const middleware: Middleware = {
    onResponse: ({ response }) => {
      seen.push(response.url);
      return undefined;
    },
  };
  const { response } = await http.POST(path, { ...init, middleware: [middleware] });
  expect([response.url, ...seen]).toEqual(['http://a.test/', 'http://a.test/']);
});

test('middleware is told of the call what openapi-fetch tells', async () => {
  const told: object[] = [];
  const { http } = start();
  const middleware: Middleware = {
    onRequest: ({ request: _, ...rest }) => {
      told.push(rest);
      return undefined;
    },
  };
  await http.POST(path, { ...init, parseAs: 'text', middleware: [middleware] });
  expect(told).toMatchObject([
    {
      schemaPath: path,
      params: init.params,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      options: { baseUrl: 'http://api.test', parseAs: 'text' },
    },
  ]);
});

test('what middleware answers itself has been tried no time', async () => {
  const { http } = start();
  http.use({ onRequest: () => Response.json({ message: 'No.' }, { status: 404 }) });
  await expect(orThrow(http.POST(path, init))).rejects.toMatchObject({ attempts: 0, status: 404 });
});

test('a locked key is known behind middleware too', async () => {
  let left = 5;
  const clock = new ManualClock(0);
  const { http } = start(
    () =>
      left-- > 0
        ? Response.json({ message: 'Wait.', code: 'idempotency_key_locked' }, { status: 409 })
        : Response.json({ id: 1 }),
    { clock, onRetry: () => queueMicrotask(() => clock.ringNext()) },
  );
  http.use({ onRequest: () => undefined });
  expect((await http.POST(path, init)).data).toEqual({ id: 1 });
});

test.each([
  ['put', path],
  ['post', '/unknown'],
])('%s %s, which the contract does not have, may answer with nothing', async (method, other) => {
  const { http } = start(() => new Response(null));
  const ask = http.request as unknown as (...given: unknown[]) => Promise<{ data: unknown }>;
  expect((await ask(method, other, init)).data).toBeUndefined();
});

test('a request without a body has neither media type nor serializer', async () => {
  const { http, requests } = start();
  const { body: _, ...bare } = init;
  const bodySerializer = () => 'serialized';
  await http.POST(path, { ...bare, bodySerializer } as never);
  const [request] = requests;
  expect([request?.headers.get('Content-Type'), await request?.text()]).toEqual([null, '']);
});

test('of the options of a call, `fetch` gets no API key', async () => {
  const given: object[] = [];
  const fetch = async (_: string, options: object) => {
    given.push(options);
    return Response.json({ id: 1 });
  };
  const { http } = start();
  await http.POST(path, { ...init, apiKey: 'other-key', fetch: fetch as never });
  expect(Object.keys(given[0] ?? {})).not.toContain('apiKey');
  expect((given[0] as { headers: object }).headers).toMatchObject({ 'x-api-key': 'other-key' });
});

test('a path that the contract does not have may answer with nothing', async () => {
  const { http } = start(() => new Response(null));
  const get = http.GET as unknown as (path: string) => Promise<{ data?: unknown; error?: unknown }>;
  expect(await get('/not/in/the/contract')).toMatchObject({ data: undefined });
});

test('a success that may be empty has nothing else than JSON all the same', async () => {
  const { http } = start(() => new Response('<p>Sign in.</p>'));
  const get = http.GET as unknown as (path: string) => Promise<unknown>;
  await expect(get('/not/in/the/contract')).rejects.toMatchObject({ kind: 'connection' });
});

test('an answer without a body is of no media type', async () => {
  const { http } = start(() => new Response(null, { status: 404 }));
  const { response } = await http.POST(path, init);
  expect(response.headers.get('Content-Type')).toBeNull();
});

test.each(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])(
  'a method may be written in lower case: %s',
  async (method) => {
    const sent: string[] = [];
    const { http } = start(undefined, {
      fetch: async (_url, { method: name }) => {
        sent.push(name);
        return Response.json({});
      },
    });
    // No runtime makes a request of TRACE.
    if (method === 'trace') {
      await expect(http.request('trace' as 'post', path, init)).rejects.toThrow(/TRACE/);
      return;
    }
    const { body, ...withoutBody } = init;
    const takesBody = !['get', 'head'].includes(method);
    await http.request(method as 'post', path, takesBody ? init : (withoutBody as typeof init));
    expect(sent).toEqual([method.toUpperCase()]);
  },
);

describe('middleware that sends a request elsewhere', () => {
  const sendTo = (url: string): Middleware => ({
    onRequest: ({ request }) => new Request(url, request),
  });

  test.each([
    'http://other.test/subscriptions/sub-1001/cancel',
    'https://api.test/subscriptions/sub-1001/cancel',
    'http://api.test:8080/',
    'http://api.test.evil.test/',
  ])('gives the API key to no other origin: %s', async (url) => {
    const { http, requests } = start();
    await http.POST(path, { ...init, apiKey: 'other-key', middleware: [sendTo(url)] });
    const [request] = requests;
    expect(request?.url).toBe(url);
    expect(request?.headers.get('X-Api-Key')).toBeNull();
    expect(request?.headers.get('X-Idempotency-Key')).toHaveLength(36);
  });

  test('may give that origin a key of its own', async () => {
    const { http, requests } = start();
    http.use(sendTo('http://other.test/'), {
      onRequest: ({ request }) => request.headers.set('X-Api-Key', 'theirs'),
    });
    await http.POST(path, init);
    expect(requests[0]?.headers.get('X-Api-Key')).toBe('theirs');
  });

  test.each(['http://api.test/v3/subscriptions/sub-1001/cancel', 'HTTP://API.test:80/'])(
    'sends the API key within its own origin: %s',
    async (url) => {
      const { http, requests } = start();
      await http.POST(path, { ...init, middleware: [sendTo(url)] });
      expect(requests[0]?.headers.get('X-Api-Key')).toBe('secret-key');
    },
  );

  test('counts from the server of the call', async () => {
    const { http, requests } = start();
    const baseUrl = 'http://other.test/api';
    await http.POST(path, { ...init, baseUrl, middleware: [sendTo('http://other.test/')] });
    await http.POST(path, { ...init, baseUrl, middleware: [sendTo('http://api.test/')] });
    const keys = requests.map(({ headers }) => headers.get('X-Api-Key'));
    expect(keys).toEqual(['secret-key', null]);
  });
});

test('middleware comes in turn, and can be taken out again', async () => {
  const { http } = start();
  const steps: string[] = [];
  const named = (name: string): Middleware => ({
    onRequest: () => void steps.push(`> ${name}`),
    onResponse: () => void steps.push(`< ${name}`),
  });
  const second = named('second');
  http.use(named('first'), second);
  await http.POST(path, { ...init, middleware: [named('of the call')] });
  expect(steps).toEqual([
    ...['> first', '> second', '> of the call'],
    ...['< of the call', '< second', '< first'],
  ]);
  http.eject(second, named('never registered'));
  steps.length = 0;
  await http.request('post', path, init);
  expect(steps).toEqual(['> first', '< first']);
});

test('middleware may be an object of a class', async () => {
  class Counter {
    count = 0;
    onRequest() {
      this.count += 1;
      return undefined;
    }
  }
  const counter = new Counter();
  const { http } = start();
  http.use(counter);
  await http.POST(path, init);
  expect(counter.count).toBe(1);
});

test('a server for one call is checked as that of the client is', async () => {
  const { http, requests } = start();
  await http.POST(path, { ...init, baseUrl: 'http://other.test/api/v2/' });
  expect(requests[0]?.url).toBe('http://other.test/api/v2/subscriptions/sub-1001/cancel');
  await expect(http.POST(path, { ...init, baseUrl: 'other.test' })).rejects.toThrow('baseUrl must');
});

test('the query has lists and objects as OpenAPI writes them, or as its own serializer does', async () => {
  const { http, requests } = start();
  const get = http.GET as unknown as (path: string, init: object) => Promise<unknown>;
  const query = { list: ['a b', 2], deep: { min: 1, max: null }, none: undefined, flag: false };
  await get('/search', { params: { query } });
  await get('/search', { params: { query }, querySerializer: () => 'raw' });
  expect(requests.map(({ url }) => new URL(url).search)).toEqual([
    '?list=a%20b&list=2&deep[min]=1&flag=false',
    '?raw',
  ]);
});

test('what is nothing in a list of the query is left out', async () => {
  const { http, requests } = start();
  const get = http.GET as unknown as (path: string, init: object) => Promise<unknown>;
  await get('/search', { params: { query: { list: ['a', null, undefined, 0] } } });
  expect(new URL(requests[0]?.url ?? '').search).toBe('?list=a&list=0');
});

test('a caller may abort while nothing but middleware works', async () => {
  const { http, requests } = start();
  const controller = new AbortController();
  http.use({
    async onRequest() {
      await turn(0);
      controller.abort();
    },
  });
  const call = http.POST(path, { ...init, signal: controller.signal });
  await expect(call).rejects.toMatchObject({ kind: 'abort', attempts: 0 });
  expect(requests).toEqual([]);
});
