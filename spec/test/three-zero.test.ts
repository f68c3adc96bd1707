import { describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../lib/contract.ts';
import { inThreeZero } from '../lib/three-zero.ts';
import { sayInThreeZero } from '../lib/three-zero-schemas.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const conditions = [
  ...['if', 'then', 'else', 'dependentRequired', 'propertyNames', 'unevaluatedProperties'],
];

it.each([
  ['several types', { type: ['string', 'number'] }, { anyOf: [text, number] }],
  [
    'several types and null',
    { type: ['array', 'number', 'null'] },
    { anyOf: [{ type: 'array', items: {} }, number, { type: 'null' }] },
  ],
  [
    'several types beside a choice',
    { type: ['string', 'number'], anyOf: [{ minLength: 1 }] },
    { anyOf: [{ minLength: 1 }], allOf: [{ anyOf: [text, number] }] },
  ],
  [
    'a tuple',
    { type: 'array', prefixItems: [text, number], items: false },
    { type: 'array', items: { anyOf: [text, number] }, maxItems: 2 },
  ],
  [
    'a tuple with more behind it',
    { type: 'array', prefixItems: [text], items: number },
    { type: 'array', items: { anyOf: [text, number] } },
  ],
  ['a list of anything', { type: 'array', items: true }, { type: 'array', items: {} }],
  [
    'limits that are not reached',
    { ...number, exclusiveMinimum: 0, exclusiveMaximum: 9 },
    { ...number, minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
  ],
  [
    'conditions',
    { type: 'object', ...Object.fromEntries(conditions.map((keyword) => [keyword, {}])) },
    { type: 'object' },
  ],
  [
    'words beside a reference',
    { $ref: '#/components/schemas/a', deprecated: true, allOf: [number] },
    { allOf: [{ $ref: '#/components/schemas/a' }, number], deprecated: true },
  ],
  ['a reference alone', { $ref: '#/components/schemas/a' }, { $ref: '#/components/schemas/a' }],
  ['one type', text, text],
  [
    'properties with the names of keywords, and values',
    { properties: { if: text, type: { type: ['string', 'number'] } }, example: { if: 1 } },
    { properties: { if: text, type: { anyOf: [text, number] } }, example: { if: 1 } },
  ],
])('3.0 says %s in its own words', (_, schema, said) => {
  const node = structuredClone({ schemas: { if: schema } });
  sayInThreeZero(node);
  expect(node.schemas.if).toEqual(said);
});

describe('the contract in 3.0', () => {
  // Each its own: a copy of the document would keep a shared one shared.
  const nothing = () => ({ type: 'null' });
  const only = { type: 'string', nullable: true, enum: [null] };
  const operation = (schema: object) => ({
    responses: { 200: { description: 'a', content: { 'application/json': { schema } } } },
  });
  const schemaOf = (item: any) => item.responses[200].content['application/json'].schema;
  const converted = (more: object = {}, info: object = {}) =>
    inThreeZero({
      openapi: '3.1.0',
      info: { title: 'a', version: '1', summary: 'b', ...info },
      paths: { '/a': { get: operation(nothing()) } },
      components: { schemas: { Nothing: nothing() } },
      ...more,
    } as unknown as OpenApiDocument) as any;

  it('is 3.0, without what only 3.1 has', () => {
    const { openapi, info, ...rest } = converted({ jsonSchemaDialect: 'https://a.test' });
    expect([openapi, info]).toEqual(['3.0.3', { title: 'a', version: '1' }]);
    expect(Object.keys(rest).sort()).toEqual(['components', 'paths']);
  });

  it('says null as a text that is nothing else, wherever it stands', () => {
    const { paths, components } = converted();
    expect(schemaOf(paths['/a'].get)).toEqual(only);
    expect(components.schemas.Nothing).toEqual(only);
  });

  it('says where the licence stands: as the contract does, or else as its name leads to', () => {
    const license = { name: 'MIT', identifier: 'MIT' };
    expect(converted({}, { license }).info.license).toEqual({
      name: 'MIT',
      url: 'https://spdx.org/licenses/MIT.html',
    });
    const own = { name: 'Own', url: 'https://a.test/licence' };
    expect(converted({}, { license: own }).info.license).toEqual(own);
  });

  it('has webhooks under the name that viewers know, and not among its paths', () => {
    const told = converted({ webhooks: { boatSank: { post: operation(nothing()) } } });
    expect(Object.keys(told.paths)).toEqual(['/a']);
    expect(schemaOf(told['x-webhooks'].boatSank.post)).toEqual(only);
  });
});
