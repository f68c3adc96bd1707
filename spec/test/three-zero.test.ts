import { expect, it } from 'vitest';
import { sayInThreeZero } from '../lib/three-zero-schemas.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const conditions = ['if', 'then', 'else', 'dependentRequired'];

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
