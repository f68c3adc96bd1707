// What other operations may bring, tried on a contract of its own.
import { beforeAll, describe, expect, it } from 'vitest';
import { createMockHandle } from '../src/handle.js';
import { loadPrism } from '../src/prism.js';

const ok = { description: 'ok', content: { 'application/json': { schema: { type: 'object' } } } };
const failed = {
  description: 'failed',
  content: {
    'application/json': {
      schema: { type: 'object' },
      examples: { gone: { value: { message: 'Gone.', code: 'SUBSCRIPTION_NOT_FOUND' } } },
    },
  },
};
// The generator of bodies knows no tuples.
const pair = {
  schema: { type: 'array', minItems: 2, prefixItems: [{}, {}], items: false },
  examples: { one: { value: [1, 2] } },
};
const few = {
  type: 'array',
  maxItems: 2,
  items: { type: 'string', minLength: 1, pattern: '^[ab]?$' },
};
const bodyOf = (schema: object) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const pet = (name: string, more: object) => ({
  type: 'object',
  required: ['kind'],
  additionalProperties: false,
  properties: { kind: { type: 'string' }, ...more, [name]: { type: 'string' } },
});

const document = {
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: { title: 'Features', version: '1.0.0' },
  components: {
    schemas: {
      Size: { type: 'string', enum: ['S', 'M'] },
      Tree: {
        type: 'object',
        additionalProperties: false,
        properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
      },
      Cat: pet('lives', {}),
      Dog: pet('tricks', {}),
    },
  },
  paths: {
    '/tree': {
      put: {
        operationId: 'putTree',
        requestBody: bodyOf({ $ref: '#/components/schemas/Tree' }),
        responses: { 200: ok },
      },
    },
    '/pet': {
      put: {
        operationId: 'putPet',
        requestBody: bodyOf({
          discriminator: {
            propertyName: 'kind',
            mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
          },
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        }),
        responses: { 200: ok },
      },
    },
    '/regional': {
      get: {
        operationId: 'getRegional',
        parameters: [
          {
            name: 'X-Regions',
            in: 'header',
            required: true,
            schema: { type: 'array', items: { type: 'string', enum: ['EU', 'US'] } },
          },
          {
            name: 'X-Tags',
            in: 'header',
            schema: { type: 'array', minItems: 1, items: { type: 'string' } },
          },
          { name: 'x-old', in: 'header', deprecated: true, schema: { type: 'string' } },
          { name: 'X-Until', in: 'header', schema: { type: 'string', format: 'date-time' } },
          { name: 'X-Mode', in: 'header', schema: { type: 'string', enum: ['FAST'] } },
          { name: 'X-Depth', in: 'header', schema: { type: 'integer' } },
          { name: 'X-Word', in: 'header', schema: { type: 'string', minLength: 1 } },
          { name: 'session', in: 'cookie', schema: { type: 'string' } },
        ],
        responses: { 200: ok },
      },
    },
    '/listed': {
      get: {
        operationId: 'listThings',
        parameters: [
          { name: 'text', in: 'query', schema: { type: 'string', minLength: 1 } },
          { name: 'limit', in: 'query', required: true, schema: { type: 'integer', maximum: 9 } },
          {
            name: 'size',
            in: 'query',
            schema: { type: 'array', items: { $ref: '#/components/schemas/Size' }, maxItems: 2 },
          },
          {
            name: 'ids',
            in: 'query',
            explode: false,
            schema: { type: 'array', items: { type: 'integer' }, maxItems: 2 },
          },
        ],
        responses: { 200: ok },
      },
    },
    '/found': {
      get: {
        operationId: 'findThings',
        parameters: [
          {
            name: 'filter',
            in: 'query',
            style: 'deepObject',
            explode: true,
            schema: {
              type: 'object',
              required: ['after'],
              properties: {
                after: { type: 'string', format: 'date' },
                size: { type: 'integer' },
              },
              additionalProperties: false,
            },
          },
          { name: 'tag', in: 'query', schema: few },
          { name: 'ids', in: 'query', explode: false, schema: few },
          { name: 'page', in: 'cookie', required: true, schema: { type: 'integer' } },
        ],
        responses: { '2XX': ok, '4XX': failed },
      },
    },
    '/made': {
      put: {
        operationId: 'makeThing',
        requestBody: bodyOf({
          type: 'object',
          required: ['id', 'name'],
          properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
          additionalProperties: false,
        }),
        responses: { 200: { description: 'ok', content: { 'application/json': pair } } },
      },
    },
    '/kept': {
      put: {
        operationId: 'keepThing',
        requestBody: bodyOf({
          type: 'object',
          required: ['free'],
          properties: { id: { type: 'string', readOnly: true } },
        }),
        responses: { 200: ok },
      },
    },
    '/rest': {
      post: {
        operationId: 'rest',
        requestBody: { ...bodyOf({ type: 'object' }), required: false },
        responses: { 200: ok },
      },
    },
    '/bare': {
      post: { operationId: 'bare', responses: { 200: ok } },
      put: {
        operationId: 'putAny',
        requestBody: { required: true, content: { 'application/json': {} } },
        responses: { 200: ok },
      },
      get: { operationId: 'neverAnswers', responses: {} },
    },
    '/deep': {
      get: {
        operationId: 'getDeep',
        parameters: [
          {
            name: 'filter',
            in: 'query',
            style: 'deepObject',
            explode: true,
            schema: { $ref: '#/components/schemas/Tree' },
          },
        ],
        responses: { 200: ok },
      },
    },
    '/thing/{id}': {
      delete: {
        operationId: 'deleteThing',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: {
          204: { description: 'gone', headers: { 'X-Left': { schema: { const: '3' } } } },
        },
      },
    },
  },
};

let handle: ReturnType<typeof createMockHandle>;
beforeAll(async () => {
  const delay = async () => {};
  handle = createMockHandle(await loadPrism(document), { choice: { dynamic: false }, delay });
});

async function send(
  method: string,
  url: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
) {
  const all: Record<string, string> = { 'content-type': 'application/json', ...headers };
  const answer = await handle({
    method,
    url,
    header: (name) => all[name],
    body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
  });
  if (typeof answer === 'string') throw new Error(answer);
  const { status, body: json } = answer;
  const details = status >= 400 ? (JSON.parse(String(json)).details ?? []) : [];
  return {
    ...answer,
    told: details.map(({ code, property }: { code: string; property?: string }) => [
      code,
      property,
    ]),
  };
}

describe('a body', () => {
  it('may contain itself', async () => {
    const good = { children: [{ children: [] }] };
    expect((await send('PUT', '/tree', { body: good })).status).toBe(200);
    const { status, told } = await send('PUT', '/tree', { body: { children: [{ leaf: 1 }] } });
    expect([status, told]).toEqual([400, [['FIELD_UNKNOWN', 'children[0].leaf']]]);
  });

  it('may be told apart by a mapped discriminator', async () => {
    const good = { kind: 'cat', lives: '9' };
    expect((await send('PUT', '/pet', { body: good })).status).toBe(200);
    const { status, told } = await send('PUT', '/pet', { body: { kind: 'cat', lives: 9 } });
    expect([status, told[0]]).toEqual([400, ['FIELD_INVALID', 'lives']]);
  });
});

describe('a header that holds a list', () => {
  it('is missed where it is required, and not elsewhere', async () => {
    expect((await send('GET', '/regional')).told).toEqual([['FIELD_REQUIRED', 'X-Regions']]);
    const headers = { 'x-regions': 'EU,US' };
    expect((await send('GET', '/regional', { headers })).status).toBe(200);
    // Several lines come as one (RFC 9110, 5.3).
    const lines = { 'x-regions': 'EU, US' };
    expect((await send('GET', '/regional', { headers: lines })).status).toBe(200);
    const wrong = { 'x-regions': 'EU,MARS' };
    expect((await send('GET', '/regional', { headers: wrong })).status).toBe(400);
  });
});

describe('a header that is there and empty', () => {
  it.each(['X-Until', 'X-Mode', 'X-Depth', 'X-Word'])(
    'is wrong where %s is no such text, once',
    async (name) => {
      const headers = { 'x-regions': 'EU', [name.toLowerCase()]: '' };
      expect((await send('GET', '/regional', { headers })).told).toEqual([['FIELD_INVALID', name]]);
    },
  );

  it('is a text where any text will do', async () => {
    const headers = { 'x-regions': 'EU', 'x-old': '' };
    expect((await send('GET', '/regional', { headers })).status).toBe(200);
  });
});

describe('a header that is deprecated', () => {
  it('may be sent', async () => {
    const headers = { 'x-regions': 'EU', 'x-old': 'x' };
    expect((await send('GET', '/regional', { headers })).status).toBe(200);
  });
});

describe('an object in the query, and cookies', () => {
  const told = async (query: string, cookie = 'page=1') =>
    (await send('GET', `/found?${query}`, { headers: { cookie } })).told;

  it('are looked into', async () => {
    expect(await told('filter[after]=2024-01-31&filter[size]=2')).toEqual([]);
    expect(await told('')).toEqual([]);
    expect(await told('filter[after]=notadate')).toEqual([['FIELD_INVALID', 'filter']]);
    expect(await told('filter[size]=2')).toEqual([['FIELD_INVALID', 'filter']]);
    expect(await told('filter[after]=2024-01-31&filter[other]=1')).toEqual([
      ['FIELD_INVALID', 'filter'],
    ]);
    expect(await told('', 'page=one')).toEqual([['FIELD_INVALID', 'page']]);
    expect(await told('filter[after=notadate&filter=notadate')).toEqual([]);
    expect(await told('', 'page=1=2')).toEqual([['FIELD_INVALID', 'page']]);
    expect(await told('', 'pages=1; page=%zz')).toEqual([['FIELD_INVALID', 'page']]);
    expect(await told('', 'pages=1')).toEqual([['FIELD_REQUIRED', 'page']]);
  });
});

describe('a list in the query', () => {
  const told = async (query: string) =>
    (await send('GET', `/found?${query}`, { headers: { cookie: 'page=1' } })).told;

  it.each(['tag=a', 'tag=a&tag=b', 'ids=a', 'ids=a,b'])('takes %s', async (query) => {
    expect(await told(query)).toEqual([]);
  });

  it.each(['tag=a&tag=a&tag=a', 'tag=', 'tag=c', 'ids=a,a,a', 'ids=', 'ids=a,', 'ids=c'])(
    'does not take %s',
    async (query) => {
      expect(await told(query)).toEqual([['FIELD_INVALID', query.split('=')[0]]]);
    },
  );
});

describe('a body that need not be there', () => {
  it('may be missing, but not be null', async () => {
    expect((await send('POST', '/rest')).status).toBe(200);
    expect((await send('POST', '/rest', { body: {} })).status).toBe(200);
    expect((await send('POST', '/rest', { body: null })).told).toEqual([
      ['FIELD_INVALID', undefined],
    ]);
  });
});

describe('an operation without a body', () => {
  it('takes no notice of one', async () => {
    expect((await send('POST', '/bare')).status).toBe(200);
    expect((await send('POST', '/bare', { body: { a: 1 } })).status).toBe(200);
    expect((await send('POST', '/bare', { body: null })).status).toBe(200);
  });

  it('takes no notice of the type of one that is not there', async () => {
    const headers = { 'content-type': 'no type' };
    expect((await send('POST', '/bare', { headers })).status).toBe(200);
    expect((await send('POST', '/rest', { headers })).status).toBe(200);
  });
});

describe('a body that may be anything', () => {
  it('has to be there', async () => {
    expect((await send('PUT', '/bare', { body: [1] })).status).toBe(200);
    expect((await send('PUT', '/bare')).status).toBe(400);
  });
});

describe('an operation without an answer', () => {
  it('is a 500 in the words of Prism', async () => {
    const { status, body } = await send('GET', '/bare');
    expect([status, JSON.parse(String(body)).message]).toEqual([
      500,
      'The mock failed: No response defined for the selected operation',
    ]);
  });
});

describe('an object in the query that contains itself', () => {
  it('is looked into', async () => {
    expect((await send('GET', '/deep?filter[leaf]=1')).told).toEqual([['FIELD_INVALID', 'filter']]);
    expect((await send('GET', '/deep?filter[children]=x')).told).toEqual([
      ['FIELD_INVALID', 'filter'],
    ]);
  });
});

describe('a query', () => {
  it.each([
    ['limit=9', []],
    ['limit=9&text=a&size=S&size=M&ids=1,2', []],
    ['limit=9&text=', [['FIELD_INVALID', 'text']]],
    ['limit=9&text=a&text=b', [['FIELD_INVALID', 'text']]],
    ['limit=10', [['FIELD_INVALID', 'limit']]],
    ['limit=', [['FIELD_INVALID', 'limit']]],
    ['text=a', [['FIELD_REQUIRED', 'limit']]],
    ['limit=9&size=S&size=S&size=S', [['FIELD_INVALID', 'size']]],
    ['limit=9&size=S,M', [['FIELD_INVALID', 'size']]],
    ['limit=9&ids=1,2,3', [['FIELD_INVALID', 'ids']]],
    ['limit=9&ids=1,b', [['FIELD_INVALID', 'ids']]],
    ['limit=9&toString=1', []],
  ])('%s has these faults: %j', async (query, faults) => {
    expect((await send('GET', `/listed?${query}`)).told).toEqual(faults);
  });
});

describe('a range of statuses', () => {
  it('has the status of its example, and each that is asked for', async () => {
    const status = async (prefer: string) =>
      (await send('GET', '/found', { headers: { cookie: 'page=1', prefer } })).status;
    expect(await status('example=gone')).toBe(404);
    expect(await status('code=404')).toBe(404);
    expect(await status('code=418')).toBe(418);
    expect(await status('code=202')).toBe(202);
    expect(await status('code=4XX')).toBe(400);
    expect(await status('code=500')).toBe(400);
  });
});

describe('a property that is read only', () => {
  it('may come back, and need not', async () => {
    expect((await send('PUT', '/made', { body: { name: 'a' } })).status).toBe(200);
    expect((await send('PUT', '/made', { body: { name: 'a', id: 'b' } })).status).toBe(200);
    expect((await send('PUT', '/made', { body: { id: 'b' } })).told).toEqual([
      ['FIELD_REQUIRED', 'name'],
    ]);
  });

  it('is judged where it comes back', async () => {
    expect((await send('PUT', '/made', { body: { name: 'a', id: 7 } })).told).toEqual([
      ['FIELD_INVALID', 'id'],
    ]);
  });

  it('may stand beside one that has to be there, and has no schema', async () => {
    expect((await send('PUT', '/kept', { body: { free: 1 } })).status).toBe(200);
    expect((await send('PUT', '/kept', { body: {} })).told).toEqual([['FIELD_REQUIRED', 'free']]);
  });
});

describe('a body that cannot be generated', () => {
  it('is the example', async () => {
    const headers = { prefer: 'dynamic=true' };
    const { status, body } = await send('PUT', '/made', { body: { name: 'a' }, headers });
    expect([status, JSON.parse(String(body))]).toEqual([200, [1, 2]]);
  });
});

describe('a response without a body', () => {
  it('has no media type, and its headers', async () => {
    const { status, headers, body } = await send('DELETE', '/thing/1');
    expect([status, body, headers['X-Left']]).toEqual([204, '', '3']);
    expect(Object.keys(headers)).not.toContain('Content-Type');
  });
});
