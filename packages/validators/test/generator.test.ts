// What a third operation may bring, tried on a contract of its own.
import { digest, document } from '@connect-api/spec';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { generate } from '../generator/index.ts';
import type { Contract } from '../src/generated-module.js';
import { operationValidators } from '../src/operation.js';

const node = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string' },
    children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
    next: { oneOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] },
  },
};
const invented = {
  components: { schemas: { Node: node } },
  paths: {
    '/nodes/{depth}': {
      parameters: [
        { name: 'depth', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
      ],
      get: {
        operationId: 'listNodes',
        parameters: [
          { name: 'verbose', in: 'query', schema: { type: 'boolean' } },
          {
            name: 'tag',
            in: 'query',
            schema: { type: 'array', items: { type: 'string', enum: ['old', 'new'] } },
          },
        ],
        responses: {
          '204': { description: 'none' },
          '4XX': {
            description: 'error',
            headers: {
              'X-Why': { required: true, schema: { type: 'string' } },
              'X-Left': { schema: { type: 'integer' } },
            },
          },
        },
      },
      post: {
        operationId: 'makeNode',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                discriminator: { propertyName: 'kind', mapping: { a: '#/a' } },
                type: 'object',
                required: ['kind'],
                oneOf: [
                  {
                    properties: {
                      kind: { const: 'leaf' },
                      size: { type: 'integer', maximum: 5, description: 'x' },
                    },
                  },
                  {
                    properties: {
                      kind: { const: 'tree' },
                      root: { $ref: '#/components/schemas/Node' },
                    },
                  },
                ],
              },
            },
          },
        },
        responses: { '204': { description: 'none' } },
      },
    },
  },
};

const { operations } = await load(generate(invented as any, 'abc'));
const [listNodes, makeNode] = operations.map(operationValidators) as [Validators, Validators];
type Validators = ReturnType<typeof operationValidators>;

test('the same contract gives the same code', () => {
  expect(generate(document, digest)).toEqual(generate(document, digest));
});

test('every module says what it was made from', () => {
  for (const text of Object.values(generate(document, digest))) {
    expect(text.split('\n')[0]).toContain(`from spec/openapi.yaml, sha256 ${digest}. Do not edit.`);
  }
});

test('a schema that Ajv cannot compile stops the build', () => {
  const broken = structuredClone(invented);
  Object.assign(broken.components.schemas.Node, { requird: [] });
  expect(() => generate(broken as any, 'abc')).toThrow(
    /^POST \/nodes\/\{depth\}, request body: .*unknown keyword: "requird"/,
  );
});

describe('what a function has looked at', () => {
  const ref = { $ref: '#/components/schemas/Thing' };
  const contractOf = (own: object) =>
    ({
      components: {
        schemas: { Thing: { type: 'object', properties: { name: { type: 'string' }, ...own } } },
      },
      paths: {
        '/thing': {
          put: {
            operationId: 'putThing',
            requestBody: { content: { 'application/json': { schema: ref } } },
            responses: { '204': { description: 'none' } },
          },
        },
      },
    }) as any;

  test('is noted where a schema asks', async () => {
    const sized = { properties: { size: { type: 'integer' } } };
    const inner = { type: 'object', allOf: [ref, sized], unevaluatedProperties: false };
    const { operations } = await load(generate(contractOf({ inner }), 'abc'));
    const [putThing] = operations.map(operationValidators) as [Validators];
    const isValid = (body: object) => putThing.requestBody({ inner: body }).valid;
    expect(isValid({ name: 'a', size: 1, inner: { name: 'b' } })).toBe(true);
    expect(isValid({ name: 'a', width: 1 })).toBe(false);
  });

  test('is not noted where none does, since a bundler could not drop the function', () => {
    const texts = Object.values(generate(contractOf({ inner: ref }), 'abc'));
    expect(texts.join('')).toContain('function validate');
    for (const text of texts) expect(text).not.toContain('.evaluated');
  });
});

describe('other documents', () => {
  const made = (schema: any, operationId: string | undefined = 'put') =>
    generate(
      {
        components: { schemas: { Thing: schema } },
        paths: {
          '/thing': {
            put: {
              operationId,
              requestBody: {
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
              },
              responses: { '204': { description: 'none' } },
            },
          },
        },
      } as any,
      'abc',
    );
  const branch = (more: object) => ({ type: 'object', required: ['kind'], properties: more });

  test.each<[string, object]>([
    ['an open tuple', { type: 'array', prefixItems: [{ type: 'string' }] }],
    [
      'a discriminator without choices',
      { discriminator: { propertyName: 'kind' }, type: 'object' },
    ],
    [
      'a discriminator whose values are any text',
      {
        discriminator: { propertyName: 'kind' },
        oneOf: [branch({ kind: { type: 'string' } }), branch({ kind: { const: 'b' } })],
      },
    ],
  ])('may have %s', (_, schema) => {
    expect(made(schema)['bodies.js']).toContain('bodies0');
  });

  test('are refused with the place of what is wrong', () => {
    expect(() => made({ type: 'string', format: 'phone' })).toThrow(
      /^PUT \/thing, request body, schema Thing: unknown format "phone"/,
    );
    expect(() => made({ type: 'string' }, '')).toThrow('PUT /thing: it has no operationId.');
  });
});

describe('path and query', () => {
  test('are read from text', () => {
    const query = new URLSearchParams('verbose=true&tag=old&unknown=1');
    const value = {
      headers: {},
      cookies: {},
      path: { depth: 2 },
      query: { verbose: true, tag: ['old'] },
    };
    expect(listNodes.request({ path: { depth: '2' }, query })).toEqual({ valid: true, value });
  });

  test('name the place in a list', () => {
    expect(listNodes.queryParameters({ tag: ['old', 'News'] })).toEqual({
      valid: false,
      details: [
        {
          message: 'Must be one of old, new.',
          code: 'FIELD_INVALID',
          property: 'tag[1]',
          suggestion: 'new',
        },
      ],
    });
  });

  test('leave what the caller gave as it was', () => {
    const path = { depth: '2' };
    listNodes.pathParameters(path);
    expect(path).toEqual({ depth: '2' });
  });
});

describe('statuses', () => {
  test('fall to their range', () => {
    expect(listNodes.response(404, {})).toMatchObject({
      details: [{ property: 'X-Why', code: 'FIELD_REQUIRED', message: 'The header is required.' }],
    });
  });

  test('read the integers of their headers from text, and name one that is none', () => {
    const response = (left: string) =>
      listNodes.response(404, { headers: { 'x-why': 'lost', 'x-left': left } });
    expect(response('2')).toMatchObject({ valid: true, value: { headers: { 'X-Left': 2 } } });
    expect(response('soon')).toMatchObject({
      details: [{ property: 'X-Left', code: 'FIELD_INVALID', message: 'Must be an integer.' }],
    });
  });

  test('without a default are invalid where the operation does not name them', () => {
    expect(listNodes.response(500, {})).toEqual({
      valid: false,
      details: [
        {
          message: 'The contract names no response with the status 500, only 204, 4XX.',
          code: 'FIELD_INVALID',
        },
      ],
    });
  });
});

describe('a request', () => {
  test('without its path parameters misses them', () => {
    expect(makeNode.request({})).toMatchObject({
      details: [{ code: 'FIELD_REQUIRED', property: 'depth' }],
    });
  });

  test('to an operation without a body has none, whatever came with it', () => {
    const value = { headers: {}, cookies: {}, path: { depth: 1 }, query: {}, body: undefined };
    expect(listNodes.request({ path: { depth: '1' }, body: { a: 1 } })).toEqual({
      valid: true,
      value,
    });
  });
});

describe('what travels one way only', async () => {
  const thing = {
    allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', required: ['id', 'pin'] }],
  };
  const media = { 'application/merge-patch+json': { schema: thing } };
  const document: any = {
    components: {
      schemas: {
        Base: {
          type: 'object',
          required: ['name'],
          properties: {
            name: { type: 'string' },
            id: { type: 'string', readOnly: true },
            pin: { type: 'string', writeOnly: true },
          },
          dependentRequired: { name: ['id', 'pin'] },
        },
      },
    },
    paths: {
      '/things': {
        put: {
          operationId: 'putThing',
          requestBody: { content: media },
          responses: { '200': { description: 'x', content: media } },
        },
      },
    },
  };
  const { operations } = await load(generate(document, 'abc'));
  const [putThing] = operations.map(operationValidators) as [Validators];
  const missing = (result: { valid: boolean; details?: { property?: string }[] }) =>
    result.details?.map(({ property }) => property);

  test('is not asked of the other', () => {
    expect(missing(putThing.requestBody({}))).toEqual(['name', 'pin']);
    expect(missing(putThing.response(200, { body: {} }))).toEqual(['name', 'id']);
  });

  test('is not asked of the other beside another property', () => {
    expect(missing(putThing.requestBody({ name: 'a' }))).toEqual(['pin']);
    expect(missing(putThing.response(200, { body: { name: 'a' } }))).toEqual(['id']);
  });

  test('may come back in a request', () => {
    expect(putThing.requestBody({ name: 'a', id: 'i', pin: 'p' }).valid).toBe(true);
    expect(missing(putThing.requestBody({ name: 'a', id: 1, pin: 'p' }))).toEqual(['id']);
  });
});

describe('parameters that are not plain', async () => {
  const filter = {
    type: 'object',
    required: ['after'],
    properties: { after: { type: 'string', format: 'date' }, size: { type: 'integer' } },
    additionalProperties: false,
  };
  const numbers = { type: 'array', items: { type: 'integer' } };
  const document: any = {
    paths: {
      '/things': {
        get: {
          operationId: 'listThings',
          parameters: [
            { name: 'filter', in: 'query', required: true, style: 'deepObject', schema: filter },
            { name: 'kind', in: 'query', explode: false, schema: numbers },
            { name: 'Sizes', in: 'header', schema: numbers },
            { name: 'page', in: 'cookie', required: true, schema: { type: 'integer' } },
          ],
          responses: { '204': { description: 'x' } },
        },
      },
    },
  };
  const { operations } = await load(generate(document, 'abc'));
  const [listThings] = operations.map(operationValidators) as [Validators];

  test('are read as they are written', () => {
    const query = new URLSearchParams('filter[after]=2024-01-31&filter[size]=2&kind=1,2');
    const headers = { sizes: '3, 4', cookie: 'page=5' };
    expect(listThings.request({ query, headers })).toEqual({
      valid: true,
      value: {
        path: {},
        query: { filter: { after: '2024-01-31', size: 2 }, kind: [1, 2] },
        headers: { Sizes: [3, 4] },
        cookies: { page: 5 },
        body: undefined,
      },
    });
  });

  test.each([
    ['filter[after]=notadate', 'filter.after'],
    ['filter[after]=2024-01-31&filter[other]=1', 'filter.other'],
    ['filter[size]=1', 'filter.after'],
    ['', 'filter'],
    ['filter[after]=2024-01-31&kind=1,x', 'kind[1]'],
  ])('of %j name %s', (query, property) => {
    expect(listThings.queryParameters(new URLSearchParams(query))).toMatchObject({
      valid: false,
      details: [{ property }],
    });
  });

  test('are missed in the cookies', () => {
    expect(listThings.requestCookies({ cookie: 'pages=1' })).toEqual({
      valid: false,
      details: [{ message: 'The cookie is required.', code: 'FIELD_REQUIRED', property: 'page' }],
    });
  });
});

describe('bodies', () => {
  test('may be left out where they are optional', () => {
    expect(makeNode.requestBody(undefined)).toEqual({ valid: true, value: undefined });
  });

  test('may contain themselves', () => {
    const tree = (leaf: object) => ({
      kind: 'tree',
      root: { name: 'a', children: [{ name: 'b', children: [leaf] }] },
    });
    expect(makeNode.requestBody(tree({ name: 'c' }))).toMatchObject({ valid: true });
    expect(makeNode.requestBody(tree({ nme: 'c' }))).toMatchObject({
      details: [
        { code: 'FIELD_REQUIRED', property: 'root.children[0].children[0].name' },
        { code: 'FIELD_UNKNOWN', property: 'root.children[0].children[0].nme' },
      ],
    });
  });

  test('may contain themselves, or nothing', () => {
    const root = { name: 'a', next: { name: 'b', next: { nme: 'c', next: null } } };
    expect(makeNode.requestBody({ kind: 'tree', root })).toMatchObject({
      details: expect.arrayContaining([
        expect.objectContaining({ code: 'FIELD_REQUIRED', property: 'root.next.next.name' }),
      ]),
    });
  });

  test('get a plain sentence for any other keyword', () => {
    expect(makeNode.requestBody({ kind: 'leaf', size: 6 })).toEqual({
      valid: false,
      details: [{ message: 'Must be <= 5.', code: 'FIELD_INVALID', property: 'size' }],
    });
  });
});

async function load(modules: Record<string, string>): Promise<Contract> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { contract } from './contract.js';",
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [
      {
        name: 'modules in memory',
        setup({ onLoad, onResolve }) {
          onResolve({ filter: /^\.\/(contract|bodies|parameters)\.js$/ }, ({ path }) => ({
            path: path.slice(2),
            namespace: 'generated',
          }));
          onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
            contents: modules[path] ?? '',
            resolveDir: import.meta.dirname,
          }));
        },
      },
    ],
  });
  const [file] = outputFiles;
  return (await import(`data:text/javascript,${encodeURIComponent(file?.text ?? '')}`)).contract;
}
