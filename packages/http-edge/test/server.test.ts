import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { queryObjects } from 'node:v8';
import { afterEach, describe, expect, it } from 'vitest';
import { createHandle } from '../src/handle.js';
import { type Answer, type ApiRequest, connectionLost } from '../src/http.js';
import { jsonResponse, Problem } from '../src/index.js';
import type { RequestEntry } from '../src/node/server.js';
import { type RunningServer, type ServerOptions, startServer } from '../src/node/server.js';
import { errors } from './support.js';

let running: RunningServer | undefined;
afterEach(() => running?.close());

const about = {
  errors,
  health: { version: '1.2.3', contract: { version: '4.5.6', sha256: 'abc' } },
  problemOf: () => new Problem('INTERNAL_ERROR'),
};

async function start(
  respond: (request: ApiRequest, requestId: string) => Promise<Answer>,
  options: Partial<ServerOptions> = {},
) {
  const handle = createHandle({ ...about, respond });
  running = await startServer({
    handle,
    errors,
    cors: true,
    port: 0,
    host: '127.0.0.1',
    ...options,
  });
  return {
    ...running,
    socket: () => connect(Number(new URL(running?.url ?? '').port), '127.0.0.1'),
  };
}

const hello = async (_: ApiRequest, requestId: string) => jsonResponse(200, 'hello', requestId);
/** More than any system keeps for a connection. */
const long = async (_: ApiRequest, requestId: string) =>
  jsonResponse(200, 'x'.repeat(2 ** 24), requestId);
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

/** An answer that comes when it is told to. */
function later() {
  let answer = () => {};
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const isTold = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const respond = async (request: ApiRequest, requestId: string) => {
    asked();
    await isTold;
    return hello(request, requestId);
  };
  return { respond, isAsked, answer: () => answer() };
}

it.each(['ascii', 'é', '語', '😀', '\u0080'])(
  'an answer with %j arrives as it is',
  async (value) => {
    const { url } = await start(async (_, requestId) => jsonResponse(200, value, requestId));
    expect(await (await fetch(url)).json()).toBe(value);
  },
);

describe('a connection', () => {
  it('whose client has said all and closed its half is answered', async () => {
    const { respond, isAsked, answer } = later();
    const { socket, url } = await start(respond);
    const client = socket();
    client.end(get('/'));
    await isAsked;
    // By the time this is back, the server knows of the closed half.
    await fetch(`${url}/__health`);
    answer();
    expect(await text(client)).toMatch(/^HTTP\/1.1 200 OK\r\n.*"hello"$/s);
  });

  it('whose client has said all, at last something broken, gets both answers', async () => {
    const { respond, isAsked, answer } = later();
    const { socket, url } = await start(respond);
    const client = socket();
    client.end(`${get('/')}GARBAGE\r\n\r\n`);
    await isAsked;
    await fetch(`${url}/__health`);
    answer();
    expect(await text(client)).toMatch(/^HTTP\/1.1 200 .*"hello"HTTP\/1.1 400 .*well-formed/s);
  });

  it('that sends too slowly is ended by a 408, in the headers and in the body', async () => {
    const { socket } = await start(hello, { requestSeconds: 0.1 });
    for (const begin of [
      'GET / HTTP/1.1\r\nHost',
      'POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1',
    ]) {
      const client = socket();
      client.write(begin);
      expect(await text(client)).toMatch(/^HTTP\/1.1 408 .*"code":"REQUEST_TIMEOUT"/s);
    }
  });

  it('may rest for longer than a load balancer lets it', async () => {
    const { url } = await start(hello);
    expect((await fetch(url)).headers.get('keep-alive')).toBe('timeout=75');
    await running?.close();
    const { url: other } = await start(hello, { keepAliveSeconds: 5 });
    expect((await fetch(other)).headers.get('keep-alive')).toBe('timeout=5');
  });

  it('breaks where no answer is to arrive', async () => {
    const { url } = await start(async () => connectionLost);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('breaks so that nobody takes it for the end of an answer', async () => {
    const { socket } = await start(async () => connectionLost);
    const client = socket();
    client.write(get('/'));
    await expect(once(client, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('has one answer to a request whose body breaks after it was answered', async () => {
    const { socket } = await start(async (_, requestId) => jsonResponse(413, 'large', requestId));
    const client = socket();
    const chunk = 'x'.repeat(2 ** 21);
    client.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    client.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    const [answer] = await once(client, 'data');
    client.write('nonsense\r\n');
    const rest = await text(client).catch(() => '');
    expect(`${answer}${rest}`.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 413']);
  });

  it('is not kept in memory once it has ended', async () => {
    const { url } = await start(hello);
    const count = () => queryObjects(Socket, { format: 'count' });
    const call = async () => {
      await (await fetch(url, { headers: { Connection: 'close' } })).text();
    };
    await call();
    const before = count();
    for (let calls = 0; calls < 50; calls++) await call();
    await expect.poll(count, { timeout: 20_000 }).toBeLessThan(before + 25);
  });
});

describe('an answer without a body', () => {
  it('goes on when an answer cannot be sent, which is a 500', async () => {
    const { url } = await start(async (request, requestId) => {
      const answer = jsonResponse(200, 'hello', requestId);
      if (request.url === '/hello') return answer;
      return { ...answer, headers: { ...answer.headers, Location: 'a\u0001b' } };
    });
    const [broken, other] = await Promise.all([fetch(`${url}/broken`), fetch(`${url}/hello`)]);
    expect([broken.status, other.status]).toEqual([500, 200]);
    expect(((await broken.json()) as any).code).toBe('INTERNAL_ERROR');
    // Part of the broken one may be on its way.
    expect(broken.headers.get('connection')).toBe('close');
    expect(broken.headers.get('access-control-allow-origin')).toBe('*');
    expect((await fetch(`${url}/hello`)).status).toBe(200);
  });

  it('has the length that another server gave it, once', async () => {
    const { socket } = await start(async () => ({
      status: 200,
      headers: { 'content-length': '7' },
      body: Buffer.alloc(0),
    }));
    const client = socket();
    client.end('HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect((await text(client)).match(/content-length: \d+/gi)).toEqual(['content-length: 7']);
  });

  it('has no length where it is a 204, and one of 0 elsewhere', async () => {
    const { url } = await start(async ({ url }) => ({
      status: Number(url.slice(1)),
      headers: {},
      body: '',
    }));
    const lengthOf = async (status: number) =>
      (await fetch(`${url}/${status}`)).headers.get('content-length');
    expect([await lengthOf(204), await lengthOf(202)]).toEqual([null, '0']);
  });
});

describe('closing', () => {
  it('answers what is in flight, takes no more, and ends', async () => {
    const { respond, isAsked, answer } = later();
    const { url, close } = await start(respond);
    const first = fetch(url);
    await isAsked;
    const closed = close(60);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    answer();
    const response = await first;
    expect([response.status, response.headers.get('connection')]).toEqual([200, 'close']);
    await closed;
  });

  it('leaves a connection open on which a body still arrives, so that its answer is read', async () => {
    const { respond, isAsked, answer } = later();
    const { close, socket } = await start(respond);
    const client = socket();
    client.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n');
    client.write('x'.repeat(2_000_000));
    await isAsked;
    const closed = close(60);
    answer();
    const [head] = await once(client, 'data');
    expect(String(head)).toMatch(/^HTTP\/1.1 200 .*\r\nConnection: keep-alive\r\n/s);
    client.end('x'.repeat(1_000_000));
    client.resume();
    await closed;
  });

  it('ends at its bound, whatever is in flight', async () => {
    const { respond, isAsked } = later();
    const { url, close } = await start(respond);
    const first = fetch(url).catch((error: Error) => error.message);
    await isAsked;
    await close(0.01);
    expect(await first).toBe('fetch failed');
  });

  it('ends connections that rest at once, whatever its bound', async () => {
    const { url, close, socket } = await start(hello);
    await (await fetch(url)).text();
    const resting = socket();
    resting.write(get('/'));
    await once(resting, 'data');
    await close(60);
    await close(60);
  });

  it('ends a connection that was never used, as browsers keep them ready', async () => {
    const { close, socket } = await start(hello);
    const ready = socket();
    await once(ready, 'connect');
    const ended = once(ready, 'close');
    ready.resume();
    await close(60);
    await ended;
  });

  it('answers a first request that was on its way', async () => {
    const { close, socket } = await start(hello);
    const client = socket();
    await once(client, 'connect');
    const closed = close(60);
    client.write(get('/'));
    expect(await text(client)).toMatch(/"hello"$/);
    await closed;
  });

  it.each([
    ['at once', 0],
    ['at its bound', 0.01],
  ])('ends %s a connection whose client does not read', async (_, drainSeconds) => {
    const { close, socket } = await start(long);
    const client = socket();
    client.write(get('/'));
    await once(client, 'readable');
    await close(drainSeconds);
    client.destroy();
  });

  it('lets a client read to its end what it was sent before', async () => {
    const { close, socket } = await start(long);
    const [first, second] = [socket(), socket()];
    for (const client of [first, second]) {
      client.write(get('/'));
      await once(client, 'readable');
    }
    const closed = close(60);
    for (const client of [first, second]) {
      expect(await text(client)).toMatch(/x"$/);
    }
    await closed;
  });
});

describe('pages of other origins', () => {
  const preflight = (headers: Record<string, string> = {}) => ({
    method: 'OPTIONS',
    headers: { Origin: 'https://a.example', 'Access-Control-Request-Method': 'GET', ...headers },
  });
  const methodNotAllowed = async () => {
    throw new Problem('METHOD_NOT_ALLOWED', { headers: { Allow: 'GET, PUT' } });
  };

  it('may ask for what there is, with the headers that they name', async () => {
    const { url } = await start(methodNotAllowed);
    const { status, headers } = await fetch(
      url,
      preflight({ 'Access-Control-Request-Headers': 'authorization,x-api-key' }),
    );
    expect([status, headers.get('access-control-allow-methods')]).toEqual([204, 'GET, PUT']);
    expect(headers.get('access-control-allow-headers')).toBe('authorization,x-api-key');
    expect(headers.get('access-control-max-age')).toBe('600');
    expect(headers.has('allow')).toBe(false);
    expect((await fetch(url, preflight())).headers.get('access-control-allow-headers')).toBe('*');
  });

  it('may not ask for what there is not', async () => {
    const { url } = await start(async () => {
      throw new Problem('NOT_FOUND');
    });
    expect((await fetch(url, preflight())).status).toBe(404);
  });

  it('may not ask at all without CORS', async () => {
    const { url } = await start(methodNotAllowed, { cors: false });
    const { status, headers } = await fetch(url, preflight());
    expect([status, headers.get('allow')]).toEqual([405, 'GET, PUT']);
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });

  it('may be told otherwise by single requests', async () => {
    for (const cors of [true, false]) {
      const { url } = await start(hello, {
        cors,
        corsOf: ({ url }) =>
          url === '/none'
            ? {}
            : url === '/one'
              ? { 'Access-Control-Allow-Origin': 'x' }
              : undefined,
      });
      const allowed = async (path: string) =>
        (await fetch(url + path)).headers.get('access-control-allow-origin');
      expect(await allowed('/none')).toBe(null);
      expect(await allowed('/one')).toBe('x');
      expect(await allowed('/other')).toBe(cors ? '*' : null);
      await running?.close();
    }
  });

  it('are told what the answer itself says of them', async () => {
    const { url } = await start(async () => ({
      status: 200,
      headers: { 'Access-Control-Allow-Origin': 'https://b.example' },
      body: '',
    }));
    const { headers } = await fetch(url);
    expect(headers.get('access-control-allow-origin')).toBe('https://b.example');
  });
});

describe('an answer that its client does not read', () => {
  it('is given up after a while, with its connection', async () => {
    const { socket } = await start(long, { unreadSeconds: 0.05 });
    const client = socket();
    client.write(get('/'));
    await once(client, 'readable');
    // It does not read on, so that only what it sends can tell it that nobody is there.
    const sending = setInterval(() => client.write('\r\n'), 200);
    await new Promise((resolve) => client.once('error', resolve));
    clearInterval(sending);
  });
});

describe('an entry for the log', () => {
  it('is made of every request, and of what is none', async () => {
    const entries: RequestEntry[] = [];
    const { url, socket } = await start(hello, { onRequest: (entry) => entries.push(entry) });
    await fetch(`${url}/a?b=c`);
    for (const bytes of ['hello\r\n\r\n', 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n']) {
      const client = socket();
      client.write(bytes);
      await text(client);
    }
    expect(entries).toMatchObject([
      { method: 'GET', url: '/a?b=c', answer: { status: 200 } },
      { method: '-', url: '-', answer: { status: 400 } },
      { method: 'CONNECT', url: 'a:1', answer: { status: 404 } },
    ]);
  });
});

it('says of itself that it is alive, and from what it was made', async () => {
  const { url } = await start(hello);
  expect(await (await fetch(`${url}/__health`)).json()).toEqual({
    status: 'ok',
    version: '1.2.3',
    contract: { version: '4.5.6', sha256: 'abc' },
  });
});

it('is ready where what it stands on is, and alive all the same', async () => {
  let isReady = true;
  const handle = createHandle({
    ...about,
    respond: hello,
    checkReady: async () => {
      if (!isReady) throw new Problem('NOT_FOUND', { status: 503 });
    },
  });
  const ask = (url: string, method = 'GET') =>
    handle({ method, url, header: () => undefined, body: new Uint8Array() });
  expect(await ask('/__ready')).toMatchObject({ status: 200, body: '{"status":"ready"}' });
  isReady = false;
  expect(await ask('/__ready')).toMatchObject({ status: 503 });
  expect(await ask('/__health')).toMatchObject({ status: 200 });
  expect(await ask('/__ready', 'POST')).toMatchObject({ status: 405 });
  // Some who watch put a query behind it, against caches.
  const { body } = (await ask('/__health?at=1')) as { body: string };
  expect(JSON.parse(body)).toMatchObject({ status: 'ok' });
  expect(await ask('/__ready?at=1')).toMatchObject({ status: 503 });
});

it('hides what a failure was', async () => {
  const { url } = await start(async () => {
    throw new Error('secret');
  });
  const response = await fetch(url);
  expect([response.status, await response.text()]).toEqual([
    500,
    expect.not.stringContaining('secret'),
  ]);
});

it('says what to do where it cannot listen', async () => {
  const { url } = await start(hello);
  const handle = createHandle({ ...about, respond: hello });
  const options = { handle, errors, cors: true };
  const port = Number(new URL(url).port);
  await expect(startServer({ ...options, port, host: '127.0.0.1' })).rejects.toMatchObject({
    message: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken.`),
    code: 'EADDRINUSE',
  });
  await expect(startServer({ ...options, port: 0, host: '192.0.2.1' })).rejects.toThrow('--host');
});
