// How types are read: of a contract of its own, with what the published one does not have.
import { describe, expect, test } from 'vitest';
import { factsOf } from '../lib/facts.ts';
import { readSource } from '../lib/reading.ts';
import { readTypes } from '../lib/types-reader.ts';

const contract = `
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: getThing
      responses:
        200:
          description: x
          content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
    post:
      operationId: addThings
      requestBody:
        content:
          application/json:
            schema:
              type: array
              items: { type: object, required: [count], properties: { count: { type: integer } } }
      responses: { 204: { description: x } }
components:
  schemas:
    Thing:
      type: object
      required: [names]
      properties:
        names: { type: [array, 'null'], items: { type: string } }
        way: { type: [string, 'null'], enum: [BY_LAND, BY_SEA, null] }
        size: { type: [object, 'null'], properties: { width: { type: integer } } }
        prices: { type: [object, 'null'], additionalProperties: { type: number } }
        sizes:
          type: [array, 'null']
          items: { type: object, properties: { depth: { type: [integer, 'null'] } } }
        lent: { $ref: '#/components/schemas/Lent' }
    Named: { type: object, required: [name], properties: { name: { type: string } } }
    Kept:
      allOf:
        - { $ref: '#/components/schemas/Named' }
        - { type: object, properties: { since: { type: string } } }
    Lent:
      allOf:
        - { $ref: '#/components/schemas/Kept' }
        - { type: object, properties: { to: { type: string } } }
`;

/** As the generator writes them. */
const written = `
export type Thing = {
  names: string[] | null;
  way?: 'BY_LAND' | 'BY_SEA' | null;
  size?: { width?: number } | null;
  prices?: { [key: string]: number; } | null;
  sizes?: { depth?: number | null }[] | null;
  lent?: Lent;
};
export type Named = { name: string };
export type Kept = { name: string; since?: string };
export type Lent = { name: string; since?: string; to?: string };
export type AddThingsRequest = { count: number }[];
export interface components { schemas: { Thing: Thing; Named: Named; Kept: Kept; Lent: Lent; AddThingsRequest: AddThingsRequest } }
export interface operations {
  getThing: { responses: { 200: { content: { 'application/json': Thing } } } };
  addThings: {
    requestBody?: { content: { 'application/json': AddThingsRequest } };
    responses: { 204: { content?: never } };
  };
}
export interface paths { '/things': { get: operations['getThing']; post: operations['addThings'] } }
`;

test('types that say what the contract says are read so', () => {
  expect(differencesIn(written)).toEqual([]);
});

describe('types that say something else are told by the fact:', () => {
  test.each([
    ['a list that is never null', 'string[] | null', 'string[]', 'property Thing.names'],
    ['a list of something else', 'string[] | null', 'number[] | null', 'property Thing.names'],
    ['no list', 'string[] | null', 'string | null', 'property Thing.names'],
    [
      'values that are never null',
      " | 'BY_SEA' | null",
      " | 'BY_SEA'",
      'enum value Thing.way null',
    ],
    [
      'an object that is never null',
      'width?: number } | null',
      'width?: number }',
      'property Thing.size',
    ],
    ['no object', '{ width?: number } | null', 'string | null', 'property Thing.size'],
    [
      'what is in an object that may be null',
      'width?: number',
      'width?: string',
      'property Thing.size.width',
    ],
    ['what it has to have', 'width?: number', 'width: number', 'required Thing.size.width'],
    ['a map that is never null', 'number; } | null', 'number; }', 'property Thing.prices'],
    ['a map of something else', 'number; } | null', 'string; } | null', 'property Thing.prices'],
    ['a list of objects that is never null', '}[] | null', '}[]', 'property Thing.sizes'],
    [
      'what is in such a list',
      'depth?: number | null',
      'depth?: number',
      'property Thing.sizes items.depth',
    ],
    [
      'what is added to what is taken over',
      'since?: string; to?: string',
      'since?: string',
      'property Lent.to',
    ],
    [
      'what is in a list that is a body',
      'count: number',
      'count: string',
      'property AddThingsRequest items.count',
    ],
    [
      'what that has to have',
      'count: number',
      'count?: number',
      'required AddThingsRequest items.count',
    ],
    ['what nobody has', 'to?: string', 'to?: string; from?: string', 'property Lent.to'],
  ])('%s', (_, from, to, fact) => {
    expect(written).toContain(from);
    expect(differencesIn(written.replace(from, to))).toContain(fact);
  });
});

function differencesIn(types: string): string[] {
  const facts = factsOf(readSource('openapi.yaml', () => contract));
  const look = readTypes({ 'index.d.ts': types }, facts);
  return facts
    .filter(({ kind }) => kind !== 'constraint' && kind !== 'header')
    .flatMap((fact) => (look(fact) === undefined ? [] : [`${fact.kind} ${fact.id}`]));
}
