// The smallest value of a schema, on schemas of its own.
import { describe, expect, it } from 'vitest';
import { leastOf } from '../src/least.ts';
import { readDocument } from '../src/node.ts';
import type { Schema } from '../src/schema.ts';

const least = (schema: object) => leastOf(readDocument<Schema>(schema as Schema), 'request');

describe('the smallest list', () => {
  it('has each of the items that are said one by one', () => {
    const prefixItems = [{ const: 'a' }, { type: 'boolean' }, { enum: [7, 8] }];
    expect(least({ type: 'array', prefixItems })).toEqual(['a', true, 7]);
  });

  it('has one item to be looked at, or as many as it must have', () => {
    expect(least({ type: 'array', items: { const: 'a' } })).toEqual(['a']);
    expect(least({ type: 'array', items: { const: 'a' }, minItems: 2 })).toEqual(['a', 'a']);
  });

  it('has no two alike where they must differ', () => {
    const unique = { type: 'array', uniqueItems: true, minItems: 3 };
    expect(least({ ...unique, items: { type: 'integer' } })).toEqual([1, 2, 3]);
    expect(least({ ...unique, items: { enum: ['a', 'b', 'c', 'd'] } })).toEqual(['a', 'b', 'c']);
  });

  it('asks for no more items than there are, which may have no end', () => {
    expect(least({ type: 'array', prefixItems: [{ const: 'a' }], items: { $ref: '#' } })).toEqual([
      'a',
    ]);
  });
});

it('the smallest object has what a property asks for that another one brings', () => {
  const schema = {
    required: ['a'],
    properties: { a: { const: 1 }, b: { const: 2 }, c: { const: 3 }, d: { const: 4 } },
    dependentRequired: { a: ['b'] },
    if: { properties: { b: { const: 2 } }, required: ['b'] },
    // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema, and nobody awaits the schema
    then: { required: ['c'] },
  };
  expect(least(schema)).toEqual({ a: 1, b: 2, c: 3 });
});
