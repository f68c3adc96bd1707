import { once } from 'node:events';
import { connect } from 'node:net';
import { fillPath } from '@connect-api/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../src/bundled-contract.js';
import { createMockHandle } from '../src/handle.js';
import { type Mock, startMock } from '../src/index.js';
import { loadPrism } from '../src/prism.js';
import { startProxyServer } from '../src/proxy/start.js';
import { start } from '../src/start.js';
import { anyExchange, exchangeBytes, problemOf, send } from './support.js';

let mock: Mock;
const log: string[] = [];
beforeAll(async () => {
  mock = await startMock({ port: 0, log: (line) => log.push(line) });
});
afterAll(() => mock.close());

const path = fillPath(anyExchange.path, anyExchange.pathParameters);
const method = anyExchange.method.toUpperCase();
const body = JSON.stringify(anyExchange.request);
const head = `${method} ${path} HTTP/1.1\r\nX-Api-Key: any-key\r\nContent-Type: application/json\r\n`;
const valid = `${head}Content-Length: ${body.length}\r\n\r\n${body}`;

const statusesIn = (bytes: string) =>
  [...bytes.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status);

describe('what is not well-formed HTTP', () => {
  it.each([
    ['garbage', 'GARBAGE\r\n\r\n', ['400']],
    ['a request of another protocol', '\x16\x03\x01\x02\x00\x01', ['400']],
    ['a header section that is too long', `${head}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`, ['431']],
    ['a chunk that is none', `${head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`, ['400']],
    ['a CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\n\r\n', ['404']],
    ['garbage after requests', `${valid}${valid}GARBAGE\r\n\r\n`, ['200', '200', '400']],
  ])('gets an answer in the error shape: %s', async (_, bytes, statuses) => {
    const received = await exchangeBytes(mock.url, bytes);
    expect(statusesIn(received)).toEqual(statuses);
    expect(received).toMatch(/X-Request-Id: req-\w+-\w+\r\n/);
    const [, last = ''] = /\r\n\r\n(\{(?:(?!\r\n\r\n).)*\})$/.exec(received) ?? [];
    expect(JSON.parse(last)).toMatchObject({
      code: expect.any(String),
      message: expect.any(String),
    });
  });

  it('leaves the mock running', async () => {
    expect((await send(mock.url, anyExchange)).status).toBe(200);
  });
});

describe('unusual HTTP', () => {
  const close = 'Connection: close\r\n';

  it('is answered: an unknown expectation, no Host, a full URL, an upgrade', async () => {
    for (const request of [
      valid.replace('\r\n', `\r\nExpect: wonders\r\n${close}`),
      valid.replace('\r\n', `\r\n${close}`),
      valid.replace(path, `http://example.com${path}`).replace('\r\n', `\r\n${close}`),
      valid.replace('\r\n', `\r\nConnection: upgrade, close\r\nUpgrade: h2c\r\n`),
    ]) {
      expect(statusesIn(await exchangeBytes(mock.url, request))).toEqual(['200']);
    }
  });

  it('joins a header that is repeated, so that an idempotency key gets a space', async () => {
    const lines = `X-Idempotency-Key: a\r\nX-Idempotency-Key: b\r\n${close}`;
    const received = await exchangeBytes(mock.url, valid.replace('\r\n', `\r\n${lines}`));
    expect(statusesIn(received)).toEqual(['400']);
  });

  it('reads a body that comes in chunks', async () => {
    const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const request = `${head}${close}Transfer-Encoding: chunked\r\n\r\n${chunks}`;
    expect(statusesIn(await exchangeBytes(mock.url, request))).toEqual(['200']);
  });

  it('takes in the whole of a large body before it closes, so that the answer arrives', async () => {
    const size = 11_000_000;
    const large = `${head}${close}Content-Length: ${size}\r\n\r\n${'x'.repeat(size)}`;
    const { hostname, port } = new URL(mock.url);
    const socket = connect(Number(port), hostname);
    const [[answer]] = await Promise.all([
      once(socket, 'data'),
      new Promise<void>((resolve, reject) => {
        socket.write(large, (error) => (error ? reject(error) : resolve()));
      }),
    ]);
    expect(statusesIn(String(answer))).toEqual(['413']);
    socket.destroy();
  });
});

describe('CORS', () => {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      Origin: 'http://localhost:4000',
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': 'x-api-key,content-type',
    },
  };

  it('lets any page call any operation', async () => {
    const response = await fetch(mock.url + path, preflight);
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-methods')).toBe(method);
    expect(response.headers.get('access-control-allow-headers')).toBe('x-api-key,content-type');
    expect(response.headers.get('x-request-id')).toBeTruthy();
  });

  it('lets it read every response, with the headers of the contract', async () => {
    for (const response of [await send(mock.url, anyExchange), await fetch(`${mock.url}/nope`)]) {
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('access-control-expose-headers')).toBe('*');
    }
  });

  it('can be off', async () => {
    const closed = await startMock({ port: 0, cors: false });
    try {
      await problemOf(await fetch(closed.url + path, preflight), 405, 'METHOD_NOT_ALLOWED');
      const response = await send(closed.url, anyExchange);
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
    } finally {
      await closed.close();
    }
  });
});

it('logs nothing that could steer a terminal', async () => {
  log.length = 0;
  await send(mock.url, anyExchange, {}, '{"a\\n\\u009b2J\\u202e": 1}');
  expect(log).toHaveLength(1);
  expect(log[0]).toContain('["a\\n?2J?"]');
});

it('logs one line per request, without the API key', async () => {
  log.length = 0;
  const headers = { 'X-Api-Key': 'secret', 'X-Idempotency-Key': '' };
  await send(mock.url, { ...anyExchange, path: `${anyExchange.path}?key=secret` }, headers);
  await send(mock.url, anyExchange, { 'X-Api-Key': 'secret' });
  expect(log).toEqual([
    expect.stringMatching(
      new RegExp(`Z warn ${method} ${path} 400 .+ VALIDATION_ERROR X-Idempotency-Key: `),
    ),
    expect.stringMatching(new RegExp(`Z info ${method} ${path} 200 [\\d.]+ ms req-\\S+$`)),
  ]);
});

it('delays what it says of the API, and not what it says of itself', async () => {
  const prism = await loadPrism(contract);
  let delays = 0;
  const handle = createMockHandle(prism, {
    choice: { dynamic: false },
    delay: async () => {
      delays++;
    },
  });
  const get = (url: string) =>
    handle({ method: 'GET', url, header: () => undefined, body: new Uint8Array() });
  await get('/__health');
  await get('/__examples');
  expect(delays).toBe(0);
  await get('/nope');
  expect(delays).toBe(1);
});

it.each([
  [0, []],
  [1, [1]],
  [250, [250]],
])('answers after a delay of %i ms', async (delay, waits) => {
  const waited: number[] = [];
  const wait = async (ms: number) => waited.push(ms);
  const slow = await start({ port: 0, delay, wait });
  try {
    expect((await send(slow.url, anyExchange)).status).toBe(200);
    expect(waited).toEqual(waits);
  } finally {
    await slow.close();
  }
});

it('frees its port when it is closed, open connections included', async () => {
  const first = await startMock({ port: 0 });
  await send(first.url, anyExchange);
  await first.close();
  await first.close();
  const second = await startMock({ port: Number(new URL(first.url).port) });
  expect(second.url).toBe(first.url);
  await second.close();
});

it('reads the contract once for all mocks and proxies of a process', async () => {
  const [one, other, proxy] = await Promise.all([
    start({ port: 0 }),
    start({ port: 0 }),
    startProxyServer({ port: 0, baseUrl: mock.url }),
  ]);
  await Promise.all([one, other, proxy].map((each) => each.close()));
  expect(other.operations).toBe(one.operations);
  expect(proxy.operations).toBe(one.operations);
});

it('says what to do when it cannot listen', async () => {
  const { port } = new URL(mock.url);
  await expect(startMock({ port: Number(port) })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken`,
  );
  await expect(startMock({ port: 0, host: '192.0.2.1' })).rejects.toThrow('--host');
});
