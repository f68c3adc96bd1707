// What other operations may bring, tried on a contract of its own.
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPrism, type Prism } from '../src/prism.js';
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
      Cat: { type: 'object', properties: { kind: { const: 'cat' }, lives: { type: 'integer' } } },
      Dog: { type: 'object', properties: { kind: { const: 'dog' }, tricks: text } },
      Any: { type: 'object', additionalProperties: true },
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
    '/any': { get: { operationId: 'getAny', responses: { 200: answering(ref('Any')) } } },
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

/** In what the answer to a request differs. */
async function differencesOf(
  method: string,
  url: string,
  { status = 200, body = '', headers = ['Content-Type', 'application/json'] } = {},
) {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  const found: string[] = [];
  const handle = createProxyHandle(prism, {
    forward: async (): Promise<Upstream> => ({ status, rawHeaders: headers, bytes }),
    cors: false,
    secrets: createSecrets(prism.operations),
    report: createReport('http://localhost', Date.now),
    onDifference: ({ side, kind, in: place, at, code }) =>
      found.push([side, kind, place, at, code].join(' ')),
  });
  const answer = await handle({
    method,
    url,
    header: () => undefined,
    body: new Uint8Array(),
  });
  expect(typeof answer === 'string' ? answer : answer.status).toBe(status);
  return found;
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
  ])('of %s is found', async (path, body, at) => {
    expect(await get(path, body)).toEqual([`response unknown body ${at} FIELD_UNKNOWN`]);
  });

  it.each([
    ['/tree', { children: [{ name: 'x' }] }],
    ['/aged', { name: 'x', age: 1 }],
    ['/pet', { kind: 'cat', lives: 9 }],
    ['/any', { x: { y: 1 } }],
  ])('of %s is not taken for one that it has', async (path, body) => {
    expect(await get(path, body)).toEqual([]);
  });
});

describe('a status', () => {
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
});

it('a body that is no JSON is judged by its type only', async () => {
  const csv = (type: string) =>
    differencesOf('GET', '/table?token=x', { body: 'a,b', headers: ['Content-Type', type] });
  expect(await csv('text/csv')).toEqual([]);
  expect(await csv('text/plain')).toEqual(['response violation header Content-Type FIELD_INVALID']);
});
