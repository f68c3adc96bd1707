// What other operations may bring, tried on a contract of its own.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { contract, digest, errors } from '../src/bundled-contract.js';
import { loadPrism, type Prism } from '../src/prism.js';
import type { Difference } from '../src/proxy/difference.js';
import type { Upstream } from '../src/proxy/forward.js';
import { createProxyHandle } from '../src/proxy/handle.js';
import { createReport } from '../src/proxy/report.js';
import { createSecrets } from '../src/proxy/secrets.js';

const answering = (schema: object, more: object = {}) => ({
  description: 'ok',
  content: { 'application/json': { schema } },
  ...more,
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };

const document = {
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: { title: 'Features', version: '1.0.0' },
  components: {
    securitySchemes: { Token: { type: 'apiKey', in: 'query', name: 'token' } },
    schemas: {
      Tree: {
        type: 'object',
        properties: { name: text, children: { type: 'array', items: ref('Tree') } },
      },
      Named: { type: 'object', properties: { name: text } },
      Aged: { allOf: [ref('Named'), { type: 'object', properties: { age: { type: 'integer' } } }] },
      Cat: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
      },
      Dog: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { const: 'dog' }, tricks: text },
      },
      Any: { type: 'object', additionalProperties: true },
      Free: { type: 'object', allOf: [true, { type: 'object' }] },
      Leafed: {
        type: 'object',
        properties: { name: text, branches: { type: 'array', items: ref('Branch') } },
      },
      Branch: { allOf: [ref('Leafed'), { type: 'object', properties: { own: text } }] },
      Either: {
        type: 'object',
        discriminator: { propertyName: 'kind' },
        oneOf: [ref('Cat'), ref('Dog')],
      },
      When: {
        type: 'object',
        properties: { kind: text },
        if: { properties: { kind: { const: 'long' } } },
        // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema, and nobody awaits the schema
        then: { properties: { length: { type: 'integer' } } },
      },
      Pair: { type: 'array', prefixItems: [ref('Named')] },
    },
  },
  paths: {
    '/tree': { get: { operationId: 'getTree', responses: { 200: answering(ref('Tree')) } } },
    '/aged': { get: { operationId: 'getAged', responses: { 200: answering(ref('Aged')) } } },
    '/pet': {
      get: {
        operationId: 'getPet',
        responses: { 200: answering({ oneOf: [ref('Cat'), ref('Dog')] }) },
      },
    },
    '/branch': { get: { operationId: 'getBranch', responses: { 200: answering(ref('Branch')) } } },
    '/leafed': { get: { operationId: 'getLeafed', responses: { 200: answering(ref('Leafed')) } } },
    '/either': { get: { operationId: 'getEither', responses: { 200: answering(ref('Either')) } } },
    '/when': { get: { operationId: 'getWhen', responses: { 200: answering(ref('When')) } } },
    '/pair': { get: { operationId: 'getPair', responses: { 200: answering(ref('Pair')) } } },
    '/must': {
      get: {
        operationId: 'getMust',
        responses: { 200: answering({ type: 'object', required: ['name'] }) },
      },
    },
    '/any': {
      get: {
        operationId: 'getAny',
        responses: { 200: answering(ref('Any')), 400: answering(ref('Any')) },
      },
    },
    '/default': {
      get: { operationId: 'getDefault', responses: { default: answering(ref('Named')) } },
    },
    '/free': { get: { operationId: 'getFree', responses: { 200: answering(ref('Free')) } } },
    '/asked': {
      get: {
        operationId: 'ask',
        parameters: [
          {
            name: 'X-Regions',
            in: 'header',
            required: true,
            schema: { type: 'array', items: text },
          },
          { name: 'tab', in: 'cookie', required: true, schema: { type: 'integer' } },
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
        ],
        responses: { 200: answering(ref('Any')) },
      },
      head: { operationId: 'headAsked', responses: { 200: answering(ref('Any')) } },
      post: { operationId: 'postNothing', responses: { 200: answering(ref('Any')) } },
    },
    '/lists': {
      get: {
        operationId: 'getLists',
        responses: {
          200: answering(
            { type: 'array', items: ref('Named') },
            { headers: { 'X-Left': { required: true, schema: { type: 'array', items: text } } } },
          ),
        },
      },
    },
    '/range': {
      get: {
        operationId: 'getRange',
        responses: { '2XX': answering(ref('Named')), '4XX': answering(ref('Named')) },
      },
    },
    '/headers': {
      get: {
        operationId: 'getHeaders',
        responses: {
          200: answering(ref('Any'), {
            headers: {
              'X-Left': { required: true, schema: { type: 'integer' } },
              'X-Tags': { schema: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } } },
            },
          }),
        },
      },
    },
    '/thing': {
      delete: { operationId: 'deleteThing', responses: { 204: { description: 'gone' } } },
    },
    '/table': {
      get: {
        operationId: 'getTable',
        security: [{ Token: [] }],
        responses: { 200: { description: 'ok', content: { 'text/csv': { schema: text } } } },
      },
    },
  },
};

let prism: Prism;
beforeAll(async () => {
  prism = await loadPrism(document);
});

interface Sent {
  headers?: Record<string, string>;
  body?: string;
  /** Whether the proxy lets pages of other origins read its answers. */
  cors?: boolean;
}

/** What comes through the proxy, and what it says of that. */
async function pass(
  method: string,
  url: string,
  forward: () => Promise<Upstream>,
  { headers = {}, body = '', cors = false }: Sent = {},
  judge = prism,
) {
  const found: Difference[] = [];
  const handle = createProxyHandle(judge, {
    forward,
    cors,
    secrets: createSecrets(prism.operations),
    report: createReport('http://localhost', Date.now),
    onDifference: (difference) => found.push(difference),
  });
  const answer = await handle({
    method,
    url,
    header: (name) => headers[name],
    body: new TextEncoder().encode(body),
  });
  if (typeof answer === 'string') throw new Error(answer);
  return { answer, found };
}

/** In what a request and its answer differ. */
async function differencesOf(
  method: string,
  url: string,
  {
    status = 200,
    body = '' as string | Uint8Array,
    headers = ['Content-Type', 'application/json'],
  } = {},
  sent: Sent = {},
) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const forward = async (): Promise<Upstream> => ({ status, rawHeaders: headers, bytes });
  const { answer, found } = await pass(method, url, forward, sent);
  expect(answer.status).toBe(status);
  return found.map(({ side, kind, in: place, at, code }) =>
    [side, kind, place, at, code].join(' '),
  );
}

const get = (path: string, body: unknown) =>
  differencesOf('GET', path, { body: JSON.stringify(body) });

describe('a property that the contract does not have', () => {
  it.each([
    [
      '/tree',
      { children: [{ name: 'x', children: [{ leaf: 1 }] }] },
      '/children/0/children/0/leaf',
    ],
    ['/aged', { name: 'x', age: 1, odd: 1 }, '/odd'],
    ['/pet', { kind: 'dog', tricks: 'x', odd: 1 }, '/odd'],
    ['/branch', { branches: [{ odd: 1 }] }, '/branches/0/odd'],
    ['/either', { kind: 'cat', odd: 1 }, '/odd'],
    ['/when', { kind: 'long', odd: 1 }, '/odd'],
    ['/pair', [{ name: 'x', odd: 1 }], '/0/odd'],
  ])('of %s is found', async (path, body, at) => {
    expect(await get(path, body)).toEqual([`response unknown body ${at} FIELD_UNKNOWN`]);
  });

  it.each([
    ['/tree', { children: [{ name: 'x' }] }],
    ['/aged', { name: 'x', age: 1 }],
    ['/pet', { kind: 'cat', lives: 9 }],
    ['/any', { x: { y: 1 } }],
    ['/branch', { name: 'x', own: 'x', branches: [{ name: 'x', own: 'x' }] }],
    ['/leafed', { name: 'x', branches: [{ name: 'x', own: 'x', branches: [{ own: 'x' }] }] }],
    ['/either', { kind: 'cat', lives: 9 }],
    ['/when', { kind: 'long', length: 1 }],
    ['/pair', [{ name: 'x' }]],
    ['/free', { x: 1 }],
  ])('of %s is not taken for one that it has', async (path, body) => {
    expect(await get(path, body)).toEqual([]);
  });
});

describe('a status', () => {
  it('is left to "default" where it is an error', async () => {
    const body = '{"name":1}';
    const wrong = ['response violation body /name FIELD_INVALID'];
    expect(await differencesOf('GET', '/default', { status: 400, body })).toEqual(wrong);
    expect(await differencesOf('GET', '/default', { status: 399, body })).toEqual([
      'response violation status  STATUS_UNKNOWN',
    ]);
  });

  it('belongs to the code of an error, and to nothing else that has such a code', async () => {
    const [code = ''] = Object.entries(errors)
      .filter(([, { status }]) => status !== 400)
      .map(([code]) => code);
    const body = JSON.stringify({ code });
    expect(await differencesOf('GET', '/any', { body })).toEqual([]);
    const listed = JSON.stringify({ code: [code] });
    expect(await differencesOf('GET', '/any', { status: 400, body: listed })).toEqual([]);
    expect(await differencesOf('GET', '/any', { status: 400, body })).toEqual([
      'response violation body /code FIELD_INVALID',
    ]);
  });

  it('may be one of a range', async () => {
    const body = '{"name":1}';
    const wrong = ['response violation body /name FIELD_INVALID'];
    expect(await differencesOf('GET', '/range', { status: 226, body })).toEqual(wrong);
    expect(await differencesOf('GET', '/range', { status: 418, body })).toEqual(wrong);
    expect(await differencesOf('GET', '/range', { status: 500, body })).toEqual([
      'response violation status  STATUS_UNKNOWN',
    ]);
  });

  it('may ask for no body', async () => {
    const gone = { status: 204, headers: [] };
    expect(await differencesOf('DELETE', '/thing', gone)).toEqual([]);
    expect(await differencesOf('DELETE', '/thing', { ...gone, body: 'x' })).toEqual([
      'response violation body  FIELD_UNKNOWN',
    ]);
    const encoded = ['Content-Encoding', 'gzip'];
    expect(await differencesOf('DELETE', '/thing', { ...gone, headers: encoded })).toEqual([]);
  });
});

describe('an answer to HEAD', () => {
  it('has neither a body nor a type for it', async () => {
    expect(await differencesOf('HEAD', '/asked', { headers: [] })).toEqual([]);
  });
});

describe('an encoding', () => {
  const json = new TextEncoder().encode('{"name":1}');
  const judged = (encoding: string, body: Uint8Array = json) =>
    differencesOf('GET', '/tree', {
      body,
      headers: ['Content-Type', 'application/json', 'Content-Encoding', encoding],
    });
  const read = ['response violation body /name FIELD_INVALID'];
  const unread = ['response violation header Content-Encoding FIELD_INVALID'];

  it('may be one of several, the last of them outermost', async () => {
    const twice = brotliCompressSync(gzipSync(json));
    expect(await judged('gzip, BR', twice)).toEqual(read);
    expect(await judged('br, gzip', twice)).toEqual(unread);
  });

  it('may be one of four, and not of five', async () => {
    expect(await judged('identity, identity, , identity, identity')).toEqual(read);
    expect(await judged('identity, identity, identity, identity, identity')).toEqual(unread);
  });
});

describe('a body with very many faults', () => {
  const many = (value: unknown) => Array.from({ length: 101 }, () => value);
  const judged = (body: unknown[]) =>
    differencesOf('GET', '/lists', {
      body: JSON.stringify(body),
      headers: ['Content-Type', 'application/json', 'X-Left', 'a'],
    });

  it('is told a hundred of them', async () => {
    const found = await judged(many({ name: 1 }));
    expect(found).toHaveLength(100);
    expect(found[99]).toBe('response violation body /99/name FIELD_INVALID');
  });

  it('is told a hundred properties that the contract does not have', async () => {
    const found = await judged(many({ odd: 1 }));
    expect(found).toHaveLength(100);
    expect(found[99]).toBe('response unknown body /99/odd FIELD_UNKNOWN');
  });
});

describe('what is said of a body', () => {
  const messageOf = async (path: string, body: object) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const rawHeaders = ['Content-Type', 'application/json'];
    const { found } = await pass('GET', path, async () => ({ status: 200, rawHeaders, bytes }));
    return found.map(({ message }) => message);
  };

  it('is in the words of the contract', async () => {
    expect(await messageOf('/tree', { odd: 1 })).toEqual(['The contract has no such property.']);
    expect(await messageOf('/must', {})).toEqual(['The property is required.']);
  });
});

describe('a request', () => {
  const fine = { 'x-regions': 'EU, US', cookie: 'tab=1' };
  const judged = (url: string, headers: Record<string, string>) =>
    differencesOf('GET', url, { body: '{}' }, { headers });

  it('has its lists in headers, its cookies and its query judged once', async () => {
    expect(await judged('/asked?limit=1', fine)).toEqual([]);
    expect(await judged('/asked?limit=x', { ...fine, cookie: 'tab=x' })).toEqual([
      'request violation cookie tab FIELD_INVALID',
      'request violation query limit FIELD_INVALID',
    ]);
    expect(await judged('/asked', {})).toEqual([
      'request violation header X-Regions FIELD_REQUIRED',
      'request violation cookie tab FIELD_REQUIRED',
    ]);
  });

  it('is judged by all but its query where that cannot be read', async () => {
    expect(await judged('/asked?limit=%ZZ', { ...fine, cookie: '' })).toEqual([
      'request violation query limit URL_MALFORMED',
      'request violation cookie tab FIELD_REQUIRED',
    ]);
  });

  it('may have a body, or a type without one, where the contract has none', async () => {
    const headers = { 'content-type': 'no type' };
    expect(await differencesOf('POST', '/asked', { body: '{}' }, { headers })).toEqual([]);
    const json = { headers: { 'content-type': 'application/json' }, body: '{}' };
    expect(await differencesOf('POST', '/asked', { body: '{}' }, json)).toEqual([]);
  });
});

it('the proxy says of itself what the mock says', async () => {
  const { answer } = await pass('GET', '/__health', () => Promise.reject(new Error('no server')));
  expect(JSON.parse(String(answer.body))).toEqual({
    status: 'ok',
    version: packageJson.version,
    contract: { version: contract.info.version, sha256: digest },
  });
});

it.each([true, false])(
  'rules of CORS are those of the proxy where it has any: %s',
  async (cors) => {
    const rawHeaders = ['Access-Control-Allow-Origin', 'a', 'ACCESS-control-expose-headers', 'b'];
    const forward = async () => ({ status: 200, rawHeaders, bytes: new Uint8Array() });
    const { answer } = await pass('GET', '/asked', forward, { cors });
    expect(Object.keys(answer.headers)).toEqual(cors ? [] : [rawHeaders[0], rawHeaders[2]]);
  },
);

describe('the length of an answer', () => {
  const headersOf = async (method: string, status: number, ...rawHeaders: string[]) => {
    const bytes = new Uint8Array();
    return (await pass(method, '/asked', async () => ({ status, rawHeaders, bytes }))).answer
      .headers;
  };

  it('is counted where there is a body', async () => {
    expect(await headersOf('GET', 200, 'X', 'a', 'Content-Length', '2', 'x', 'b')).toEqual({
      X: ['a', 'b'],
    });
  });

  it.each([
    ['HEAD', 200],
    ['GET', 304],
  ])('to %s with status %s is what the server names, or none', async (method, status) => {
    expect(await headersOf(method, status, 'CONTENT-length', '2')).toEqual({
      'content-length': '2',
    });
    expect(await headersOf(method, status)).toEqual({ 'content-length': [] });
  });
});

describe('what cannot be checked', () => {
  const bytes = new TextEncoder().encode('{}');
  const forward = async (): Promise<Upstream> => ({ status: 200, rawHeaders: [], bytes });

  it('is passed on once, and told', async () => {
    const failing: Prism = {
      ...prism,
      async pass(_operation, _input, answering) {
        await answering();
        throw new Error('no such dialect');
      },
    };
    let count = 0;
    const counted = () => {
      count += 1;
      return forward();
    };
    const { answer, found } = await pass('GET', '/tree', counted, {}, failing);
    expect(count).toBe(1);
    expect(answer).toMatchObject({ status: 200, body: bytes });
    expect(found).toEqual([
      {
        side: 'response',
        kind: 'violation',
        method: 'GET',
        path: '/tree',
        operationId: 'getTree',
        status: 200,
        in: 'body',
        at: '',
        code: 'NOT_CHECKED',
        message: 'It could not be checked: no such dialect',
      },
    ]);
  });

  it('is a 500 that says why where the proxy itself fails', async () => {
    const { answer } = await pass('GET', '/nowhere', async () => {
      throw new Error('no memory');
    });
    expect([answer.status, JSON.parse(String(answer.body))]).toEqual([
      500,
      expect.objectContaining({
        code: 'INTERNAL_ERROR',
        message: 'The proxy failed: no memory',
      }),
    ]);
  });
});

it('a header of an answer is judged by its schema', async () => {
  const headers = ['Content-Type', 'application/json'];
  const withHeaders = (...more: string[]) =>
    differencesOf('GET', '/headers', { body: '{}', headers: [...headers, ...more] });
  expect(await withHeaders('x-left', '3')).toEqual([]);
  expect(await withHeaders('X-Left', '3', 'X-Tags', 'a', 'X-Tags', 'b')).toEqual([]);
  expect(await withHeaders()).toEqual(['response violation header X-Left FIELD_REQUIRED']);
  expect(await withHeaders('X-Left', 'few')).toEqual([
    'response violation header X-Left FIELD_INVALID',
  ]);
  expect(await withHeaders('X-Left', '3', 'X-Tags', 'c')).toEqual([
    'response violation header X-Tags FIELD_INVALID',
  ]);
});

it('a list in a header of an answer is missed where it is required', async () => {
  const bytes = new TextEncoder().encode('[]');
  const rawHeaders = ['Content-Type', 'application/json'];
  const { found } = await pass('GET', '/lists', async () => ({ status: 200, rawHeaders, bytes }));
  expect(found).toMatchObject([
    { in: 'header', at: 'X-Left', code: 'FIELD_REQUIRED', message: 'The header is required.' },
  ]);
});

it('a body that is no JSON is judged by its type only', async () => {
  const csv = (type: string) =>
    differencesOf('GET', '/table?token=x', { body: 'a,b', headers: ['Content-Type', type] });
  expect(await csv('text/csv')).toEqual([]);
  expect(await csv('text/plain')).toEqual(['response violation header Content-Type FIELD_INVALID']);
});
