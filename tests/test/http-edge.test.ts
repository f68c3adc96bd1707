// Mock and sandbox share one HTTP edge: one table of requests is sent to both, over plain sockets, and
// both answer as the table says. What may differ:
// - the words of an error: the sandbox takes them from the contract's examples, the mock from its table
// - X-Request-Id: it names one answer of one server
// - which API keys there are: the mock takes any, the sandbox those of its world
// - how an API's own request is judged beyond the edge: mock-and-sandbox.test.ts
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { startMock } from '@connect-api/mock';
import { startSandbox } from '@connect-api/sandbox/node';
import { digest, document, exchangesOf, fillPath } from '@connect-api/spec';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Server {
  url: string;
  close(): Promise<void>;
}

let mock: Server;
let sandbox: Server;
beforeAll(async () => {
  [mock, sandbox] = await Promise.all([
    startMock({ port: 0 }),
    startSandbox({ port: 0, clock: 'frozen' }),
  ]);
});
afterAll(() => Promise.all([mock.close(), sandbox.close()]));

// A key that the sandbox's own world has.
const apiKey = 'sandbox-harbour-1';
const exchange = exchangesOf(document).find(({ status, request }) => status === '200' && request)!;
const path = fillPath(exchange.path, exchange.pathParameters);
const method = exchange.method.toUpperCase();
const json = JSON.stringify(exchange.request);

/** The bytes of a request: valid but for what is given. */
function bytesOf({
  line = `${method} ${path} HTTP/1.1`,
  headers = {},
  body = json,
}: {
  line?: string;
  headers?: Record<string, string | undefined>;
  body?: string;
}): string {
  const all = {
    Host: 'x',
    'X-Api-Key': apiKey,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return `${[line, ...lines].join('\r\n')}\r\n\r\n${body}`;
}

interface Received {
  status: number;
  code?: string;
  /** What else is in its head, by lower-case name. */
  headers: Record<string, string>;
  properties: (string | undefined)[];
}

/** What a server answers to bytes, without what may differ. */
async function answersOf({ url }: Server, bytes: string): Promise<Received[]> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(bytes);
  const received = await text(socket);
  const answers = received.split(/(?=HTTP\/1\.1 \d{3} )/).filter(Boolean);
  return answers.map((answer) => {
    const [head = '', ...rest] = answer.split('\r\n\r\n');
    const [line = '', ...lines] = head.split('\r\n');
    const headers = Object.fromEntries(
      lines.map((each) => [
        each.slice(0, each.indexOf(':')).toLowerCase(),
        each.replace(/^.*?: /, ''),
      ]),
    );
    expect(headers['x-request-id']).toMatch(/^req-\w+-\w+$/);
    const {
      'x-request-id': _,
      date: __,
      'content-length': ___,
      connection: ____,
      'keep-alive': _____,
      ...others
    } = headers;
    const body = rest.join('\r\n\r\n');
    const { code, details = [] } = body === '' ? {} : JSON.parse(body);
    return {
      status: Number(line.split(' ')[1]),
      ...(Number(line.split(' ')[1]) >= 400 && { code }),
      headers: others,
      properties: details.map(({ property }: { property?: string }) => property),
    };
  });
}

const accept = (value: string) => bytesOf({ headers: { Accept: value } });
const type = (value?: string) => bytesOf({ headers: { 'Content-Type': value } });
const options = (headers: Record<string, string>, line = `OPTIONS ${path} HTTP/1.1`) =>
  bytesOf({ line, headers, body: '' });
const preflight = { Origin: 'https://a.example', 'Access-Control-Request-Method': method };

const table: [name: string, bytes: string, answers: (number | string)[]][] = [
  ['a valid request', bytesOf({}), [200]],
  ['a full URL', bytesOf({ line: `${method} http://any.host${path} HTTP/1.1` }), [200]],
  ['no Host', bytesOf({ headers: { Host: undefined } }), [200]],
  ['an unknown expectation', bytesOf({ headers: { Expect: 'wonders' } }), [200]],
  ['an upgrade', bytesOf({ headers: { Upgrade: 'h2c', Connection: 'upgrade, close' } }), [200]],
  [
    'an unknown query',
    bytesOf({ line: `${method} ${path}?a=1&a=2&__proto__=3&& HTTP/1.1` }),
    [200],
  ],
  [
    'a query of 7,000 parameters',
    bytesOf({ line: `${method} ${path}?${'a&'.repeat(7000)} HTTP/1.1` }),
    [200],
  ],

  ['Accept: a profile', accept('application/json; profile="x;y"'), [200]],
  ['Accept: among others', accept('text/html;q=1, application/*;q=0.1'), [200]],
  ['Accept: nothing', accept(''), [200]],
  ['Accept: another type', accept('text/html'), [406, 'NOT_ACCEPTABLE']],
  ['Accept: no JSON, anything else', accept('application/json;q=0, */*'), [406, 'NOT_ACCEPTABLE']],

  ['a charset', type('application/json; charset="UTF-8"'), [200]],
  ['an empty parameter', type('application/json;'), [200]],
  ['another charset', type('application/json; charset=latin1'), [415, 'UNSUPPORTED_MEDIA_TYPE']],
  ['a malformed parameter', type('application/json; charset'), [415, 'UNSUPPORTED_MEDIA_TYPE']],
  ['another type', type('application/json-seq'), [415, 'UNSUPPORTED_MEDIA_TYPE']],
  ['no type', type(undefined), [415, 'UNSUPPORTED_MEDIA_TYPE']],
  [
    'an encoding',
    bytesOf({ headers: { 'Content-Encoding': 'identity' } }),
    [415, 'UNSUPPORTED_MEDIA_TYPE'],
  ],

  ['a body over the limit', bytesOf({ body: json.padEnd(1_048_577) }), [413, 'PAYLOAD_TOO_LARGE']],
  ['a body at the limit', bytesOf({ body: json.padEnd(1_048_576) }), [200]],
  ['an empty body', bytesOf({ body: '' }), [400, 'VALIDATION_ERROR']],
  ['half a body', bytesOf({ body: '{' }), [400, 'VALIDATION_ERROR']],
  ['a byte order mark', bytesOf({ body: `\ufeff${json}` }), [400, 'VALIDATION_ERROR']],
  [
    'a deep body',
    bytesOf({ body: `${'['.repeat(5000)}${']'.repeat(5000)}` }),
    [400, 'VALIDATION_ERROR'],
  ],
  ['no object', bytesOf({ body: 'null' }), [400, 'VALIDATION_ERROR']],

  [
    'broken encoding in the path',
    bytesOf({ line: `${method} ${exchange.path.replace(/\{.*?\}/, '%zz')} HTTP/1.1` }),
    [400, 'VALIDATION_ERROR'],
  ],
  [
    'broken encoding in the query',
    bytesOf({ line: `${method} ${path}?a=%ff HTTP/1.1` }),
    [400, 'VALIDATION_ERROR'],
  ],
  [
    'an empty path parameter',
    bytesOf({ line: `${method} ${exchange.path.replace(/\{.*?\}/, '')} HTTP/1.1` }),
    [404, 'NOT_FOUND'],
  ],
  ['an unknown path', bytesOf({ line: 'GET /nope HTTP/1.1' }), [404, 'NOT_FOUND']],
  ['a path that looks like a host', bytesOf({ line: 'GET //evil/a HTTP/1.1' }), [404, 'NOT_FOUND']],
  ['no path', bytesOf({ line: 'OPTIONS * HTTP/1.1' }), [404, 'NOT_FOUND']],
  ['another method', bytesOf({ line: `DELETE ${path} HTTP/1.1` }), [405, 'METHOD_NOT_ALLOWED']],
  ['no API key', bytesOf({ headers: { 'X-Api-Key': undefined } }), [401, 'UNAUTHORIZED']],
  ['an empty API key', bytesOf({ headers: { 'X-Api-Key': '' } }), [401, 'UNAUTHORIZED']],
  [
    'an empty idempotency key',
    bytesOf({ headers: { 'X-Idempotency-Key': '' } }),
    [400, 'VALIDATION_ERROR'],
  ],

  [
    'a preflight',
    options({ ...preflight, 'Access-Control-Request-Headers': 'x-api-key,authorization' }),
    [204],
  ],
  [
    'a preflight of an unknown path',
    options(preflight, 'OPTIONS /nope HTTP/1.1'),
    [404, 'NOT_FOUND'],
  ],
  ['OPTIONS that is no preflight', options({}), [405, 'METHOD_NOT_ALLOWED']],

  ['what is no HTTP', 'hello\r\n\r\n', [400, 'VALIDATION_ERROR']],
  ['another protocol', '\x16\x03\x01\x02\x00\x01', [400, 'VALIDATION_ERROR']],
  [
    'a negative length',
    bytesOf({ headers: { 'Content-Length': '-1' } }),
    [400, 'VALIDATION_ERROR'],
  ],
  [
    'headers that are too large',
    bytesOf({ headers: { 'X-Long': 'x'.repeat(20_000) } }),
    [431, 'HEADERS_TOO_LARGE'],
  ],
  ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n', [404, 'NOT_FOUND']],
  [
    'what is broken after a request',
    `${bytesOf({ headers: { Connection: undefined } })}hello\r\n\r\n`,
    [200, 400, 'VALIDATION_ERROR'],
  ],

  ['its health', bytesOf({ line: 'GET /__health HTTP/1.1', body: '' }), [200]],
  ['its health, with a query', bytesOf({ line: 'GET /__health?a HTTP/1.1', body: '' }), [200]],
  ['the head of its health', bytesOf({ line: 'HEAD /__health HTTP/1.1', body: '' }), [200]],
  [
    'another method on its health',
    bytesOf({ line: 'DELETE /__health HTTP/1.1', body: '' }),
    [405, 'METHOD_NOT_ALLOWED'],
  ],
  [
    'a page below its health',
    bytesOf({ line: 'GET /__health/x HTTP/1.1', body: '' }),
    [404, 'NOT_FOUND'],
  ],
];

test.each(table)('mock and sandbox answer alike: %s', async (_, bytes, expected) => {
  const answers = { mock: await answersOf(mock, bytes), sandbox: await answersOf(sandbox, bytes) };
  const told = answers.sandbox.flatMap(({ status, code = [] }) => [status, code].flat());
  expect(told).toEqual(expected);
  expect(answers.mock).toEqual(answers.sandbox);
  await fetch(`${sandbox.url}/__sandbox/reset`, { method: 'POST' });
});

describe('both', () => {
  test('say alike that they are alive, and from which contract', async () => {
    for (const { url } of [mock, sandbox]) {
      expect(await (await fetch(`${url}/__health`)).json()).toEqual({
        status: 'ok',
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        contract: { version: document.info.version, sha256: digest },
      });
    }
  });

  test('take in the whole of a large body, so that the answer arrives', async () => {
    for (const { url } of [mock, sandbox]) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      const large = bytesOf({ body: 'x'.repeat(11_000_000) });
      const [[answer]] = await Promise.all([
        once(socket, 'data'),
        new Promise<void>((resolve, reject) => {
          socket.write(large, (error) => (error ? reject(error) : resolve()));
        }),
      ]);
      expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
      socket.destroy();
    }
  });
});
