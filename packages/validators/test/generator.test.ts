// What a third operation may bring, tried on a contract of its own.
import { digest, document } from '@connect-api/spec';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { generate } from '../generator/index.ts';
import { anyEventValidator, eventValidators } from '../src/events.js';
import type { Contract, ContractEvents } from '../src/generated-module.js';
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

test('only what an object holds itself is there, never what it inherits', async () => {
  const contract = structuredClone(invented) as any;
  const { schema } = contract.paths['/nodes/{depth}'].post.requestBody.content['application/json'];
  for (const keyword of Object.keys(schema)) delete schema[keyword];
  Object.assign(schema, {
    type: 'object',
    required: ['toString'],
    properties: { toString: { type: 'string' }, valueOf: { type: 'string' } },
  });
  const { operations } = await load(generate(contract, 'abc'));
  const [, make] = operations.map(operationValidators) as [Validators, Validators];
  expect(make.requestBody({})).toMatchObject({ details: [{ property: 'toString' }] });
  expect(make.requestBody({ toString: 'a' }).valid).toBe(true);
});

test('schemas may contain each other', async () => {
  const contract = structuredClone(invented) as any;
  const { Node } = contract.components.schemas;
  contract.components.schemas.List = Node.properties.children;
  Node.properties.children = { $ref: '#/components/schemas/List' };
  const { operations } = await load(generate(contract, 'abc'));
  const [, make] = operations.map(operationValidators) as [Validators, Validators];
  const tree = (leaf: object) => ({
    kind: 'tree',
    root: { name: 'a', children: [{ name: 'b', children: [leaf] }] },
  });
  expect(make.requestBody(tree({ name: 'c' })).valid).toBe(true);
  expect(make.requestBody(tree({}))).toMatchObject({
    details: [{ property: 'root.children[0].children[0].name' }],
  });
});

describe('a schema', () => {
  const ref = { $ref: '#/components/schemas/Short' };
  const contractOf = (schema: object) =>
    ({
      components: { schemas: { Short: { maxLength: 1, maxItems: 1, maxProperties: 1 } } },
      paths: {
        '/things': {
          post: {
            operationId: 'makeThing',
            requestBody: { content: { 'application/json': { schema } } },
            responses: { '204': { description: 'none' } },
          },
        },
      },
    }) as any;
  const validatorOf = async (schema: object) => {
    const { operations } = await load(generate(contractOf(schema), 'abc'));
    const [make] = operations.map(operationValidators) as [Validators];
    return (body: unknown) => make.requestBody(body).valid;
  };

  test.each<[string, object, unknown, unknown]>([
    ['items', ref, ['a'], ['aa']],
    ['prefixItems', [ref], ['a'], ['aa']],
    ['contains', ref, ['a', 'aa'], ['aa']],
    ['unevaluatedItems', ref, ['a'], ['aa']],
    ['properties', { a: ref }, { a: 'a' }, { a: 'aa' }],
    ['patternProperties', { a: ref }, { a: 'a' }, { a: 'aa' }],
    ['additionalProperties', ref, { a: 'a' }, { a: 'aa' }],
    ['unevaluatedProperties', ref, { a: 'a' }, { a: 'aa' }],
    ['propertyNames', ref, { a: 1 }, { aa: 1 }],
    ['dependentSchemas', { a: ref }, { a: 1 }, { a: 1, b: 1 }],
    ['allOf', [ref], 'a', 'aa'],
    ['anyOf', [ref], 'a', 'aa'],
    ['oneOf', [ref], 'a', 'aa'],
    ['not', ref, 'aa', 'a'],
  ])('may refer to another by %s', async (keyword, value, right, wrong) => {
    const fits = await validatorOf({ [keyword]: value });
    expect([fits(right), fits(wrong)]).toEqual([true, false]);
  });

  test('may refer to another by its conditions', async () => {
    // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema, and nobody awaits the schema
    const fits = await validatorOf({ if: ref, then: { const: 'a' }, else: ref });
    expect([fits('a'), fits('b'), fits('aa')]).toEqual([true, false, false]);
    // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema, and nobody awaits the schema
    const other = await validatorOf({ if: { const: 'aa' }, then: ref });
    expect([other('aaa'), other('aa')]).toEqual([true, false]);
  });

  test.each<[string, object, (within: object) => unknown]>([
    ['another property', { properties: { a: {} } }, (within) => ({ a: within })],
    ['other properties', { additionalProperties: {} }, (within) => ({ a: within })],
    ['items', { items: {} }, (within) => [within]],
    ['one item', { prefixItems: [{}] }, (within) => [within]],
  ])('of %s asks for what goes the other way around it only', async (_, inner, bodyOf) => {
    const asking = JSON.parse(JSON.stringify(inner).replace('{}', '{"required":["id"]}'));
    const id = { readOnly: true };
    const fits = await validatorOf({
      ...asking,
      required: ['id'],
      properties: { id, ...asking.properties },
    });
    expect([fits({}), fits(bodyOf({ id: 1 })), fits(bodyOf({}))]).toEqual([true, true, false]);
  });

  test('keeps one example where a pattern must be explained, and else none', () => {
    const text = (schema: object) => Object.values(generate(contractOf(schema), 'abc')).join('');
    const examples = ['the-first', 'the-second'];
    expect(text({ pattern: '^the', examples })).toContain('the-first');
    expect(text({ pattern: '^the', examples })).not.toContain('the-second');
    expect(text({ maxLength: 10, examples })).not.toContain('the-first');
  });
});

describe('events', () => {
  const contractOf = (webhooks: Record<string, string>, events = Object.keys(webhooks)) =>
    ({
      ...invented,
      'x-webhook-delivery': { events },
      webhooks: Object.fromEntries(
        Object.entries(webhooks).map(([name, property]) => {
          const schema = { type: 'object', properties: { [property]: { enum: [name] } } };
          return [name, { post: { requestBody: { content: { 'application/json': { schema } } } } }];
        }),
      ),
    }) as any;

  test('are told apart by one property of all', () => {
    const mixed = contractOf({ 'boat.sunk': 'type', 'boat.found': 'event' });
    expect(() => generate(mixed, 'abc')).toThrow('Events are told apart by type and event.');
  });

  test('are those that are delivered, and no other webhooks', async () => {
    const modules = generate(contractOf({ ping: 'type', sunk: 'type' }, ['sunk']), 'abc');
    const { events } = await loadAll(modules);
    const any = anyEventValidator(events, eventValidators(events));
    expect(any({ type: 'sunk' }).valid).toBe(true);
    expect(any({ type: 'ping' })).toMatchObject({ details: [{ property: 'type' }] });
  });
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

async function loadAll(
  modules: Record<string, string>,
): Promise<{ contract: Contract; events: ContractEvents }> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { contract, events } from './contract.js';",
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
  return import(`data:text/javascript,${encodeURIComponent(file?.text ?? '')}`);
}

async function load(modules: Record<string, string>): Promise<Contract> {
  return (await loadAll(modules)).contract;
}
