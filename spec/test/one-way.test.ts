import { expect, it } from 'vitest';
import type { OpenApiDocument } from '../lib/contract.ts';
import { leftOutOf } from '../lib/one-way.ts';

const read = { type: 'string', readOnly: true };
const written = { type: 'string', writeOnly: true };
const both = { properties: { id: read, secret: written, name: { type: 'string' } } };
const document = {
  components: {
    schemas: {
      Id: read,
      Both: both,
      Endless: { ...both, anyOf: [{ $ref: '#/components/schemas/Endless' }] },
    },
  },
} as unknown as OpenApiDocument;

it.each<[string, object]>([
  ['of its own', both],
  ['behind a reference', { $ref: '#/components/schemas/Both' }],
  ['beside a reference', { $ref: '#/components/schemas/Id', ...both }],
  ['behind a reference and beside it', { $ref: '#/components/schemas/Both', properties: {} }],
  ['in all of several', { allOf: [{}, both] }],
  ['in any of several', { anyOf: [{}, both] }],
  ['in one of several', { oneOf: [{}, both] }],
  ['in a condition', { if: both }],
  // As a literal it would be a promise to some.
  ['in what follows from it', Object.fromEntries([['then', both]])],
  ['in what follows otherwise', { else: both }],
  ['with another property', { dependentSchemas: { kind: both } }],
  ['in itself', { $ref: '#/components/schemas/Endless' }],
])('a property %s travels one way', (_, schema) => {
  expect([...leftOutOf(document, schema, 'request')]).toEqual(['id']);
  expect([...leftOutOf(document, schema, 'response')]).toEqual(['secret']);
});

it('a property is marked by what it refers to, and beside that', () => {
  const properties = {
    id: { $ref: '#/components/schemas/Id' },
    other: { $ref: '#/components/schemas/Both', readOnly: true },
  };
  expect([...leftOutOf(document, { properties }, 'request')]).toEqual(['id', 'other']);
  expect([...leftOutOf(document, { properties }, 'response')]).toEqual([]);
});

it.each([{}, true, false, null, { properties: { inner: both } }])(
  'what is marked in another value, or nowhere, is not left out: %j',
  (schema) => {
    expect([...leftOutOf(document, schema, 'request')]).toEqual([]);
  },
);
