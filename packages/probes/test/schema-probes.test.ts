import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arbitraries,
  inAny,
  leastOf,
  readDocument,
  type Schema,
  type SchemaNode,
  schemaProbes,
} from '../src/index.ts';

const schemas = {
  Tree: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      parent: { anyOf: [{ $ref: '#/components/schemas/Tree' }, { type: 'null' }] },
      children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    },
  },
  Chain: {
    type: 'object',
    required: ['next'],
    properties: {
      next: { oneOf: [{ $ref: '#/components/schemas/Chain' }, { type: 'integer' }] },
    },
  },
  Endless: {
    type: 'object',
    required: ['next'],
    properties: { next: { $ref: '#/components/schemas/Endless' } },
  },
  Base: { type: 'object', required: ['id'], properties: { id: { type: 'string', minLength: 1 } } },
};
const any = arbitraries('request');
const nodeOf = (schema: object) =>
  readDocument({ components: { schemas }, schema }).get<Schema>('schema') as SchemaNode;
const sample = (schema: object) => fc.sample<any>(any.of(nodeOf(schema)), { seed: 1, numRuns: 50 });

/** What is refused of a schema, one for each place and keyword. */
function broken(schema: object, where: string) {
  const spot = { type: 'its type', owner: where, where, way: 'request' } as const;
  const refused = [...schemaProbes(nodeOf(schema), spot)].filter(
    ({ verdict, isForeign }) => verdict === 'refused' && !isForeign,
  );
  const names = new Set(refused.map((each) => `${each.where} ${each.keyword}`));
  return [...names].map((name) => {
    const same = refused.filter((each) => `${each.where} ${each.keyword}` === name);
    const [{ where = '', keyword = '' } = {}] = same;
    return { where, keyword, values: fc.oneof(...same.map((each) => inAny(each, any))) };
  });
}

const to = (name: keyof typeof schemas) => ({ $ref: `#/components/schemas/${name}` });

describe('a map whose names have a format', () => {
  it('has such names', () => {
    const days = { type: 'object', minProperties: 2, propertyNames: { format: 'date' } };
    const map = leastOf(nodeOf({ ...days, additionalProperties: { type: 'integer' } }), 'request');
    const names = Object.keys(Object(map));
    expect(names.length).toBe(2);
    for (const name of names) expect(name).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

describe('an enumeration beside other texts', () => {
  const named = { enum: ['today'] };
  const ofOthers = (other: object) => {
    const spot = { type: 'its type', owner: 'since', where: 'since', way: 'request' } as const;
    return [...schemaProbes(nodeOf({ anyOf: [other, named] }), spot)].filter(
      ({ fact, verdict }) => fact === 'constraint since other values' && verdict === 'accepted',
    );
  };

  it('is open where they are any, and not where they have a format or a pattern', () => {
    expect(ofOthers({ type: 'string' })).not.toEqual([]);
    expect(ofOthers({ type: 'string', format: 'date' })).toEqual([]);
    expect(ofOthers({ type: 'string', pattern: '^a' })).toEqual([]);
  });
});

describe('a choice', () => {
  it('is broken by no value that one of its branches takes', () => {
    const nullable = { oneOf: [to('Base'), { type: 'null' }] };
    const variants = broken(nullable, 'body').filter(({ keyword }) => keyword === 'type');
    expect(variants.map(({ where }) => where)).toEqual(['body', 'body (object).id']);
    const [whole] = variants;
    const values = whole ? fc.sample(whole.values, { seed: 1, numRuns: 100 }) : [];
    expect(values.filter((value) => value === null || typeOf(value) === 'object')).toEqual([]);
    expect(new Set(values.map(typeOf)).size).toBeGreaterThan(2);
  });

  const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);
});

describe('the values of a text', () => {
  it.each([
    { type: 'string', pattern: '^[A-Z]{2}$', maxLength: 2 },
    { type: 'string', pattern: '^[a-z]+$', maxLength: 5 },
    { type: 'string', minLength: 2, maxLength: 3 },
    { type: 'string', minLength: 40 },
  ])('fit %j', (schema) => {
    const { pattern = '', minLength = 0, maxLength = Infinity } = schema;
    for (const value of fc.sample(any.of(nodeOf(schema)), { seed: 1 })) {
      expect(value).toMatch(new RegExp(pattern, 'u'));
      expect([...String(value)].length).toBeGreaterThanOrEqual(minLength);
      expect([...String(value)].length).toBeLessThanOrEqual(maxLength);
    }
  });

  it.each([
    ['uuid', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/],
    ['uri', /^https?:\/\//],
    ['uri-reference', /^https?:\/\//],
    ['email', /^[^@]+@[^@]+$/],
    ['ipv4', /^(\d+\.){3}\d+$/],
    ['ipv6', /:/],
    ['hostname', /^[^ /]+$/],
    ['date', /^\d{4}-\d\d-\d\d$/],
    ['date-time', /^\d{4}-\d\d-\d\dT/],
    ['time', /^\d\d:\d\d:\d\d/],
    ['duration', /^P/],
  ])('have the format %s, and others break it', (format, form) => {
    for (const value of sample({ type: 'string', format })) expect(value).toMatch(form);
    const variants = broken({ type: 'string', format }, 'x').map(({ keyword }) => keyword);
    expect(variants).toContain('format');
  });

  it.each([
    ['email', /^a+@example\.com$/],
    ['uri', /^https:\/\/example\.com\/a+$/],
    ['uri-reference', /^\/a+$/],
    ['uri-template', /^\/a+$/],
    ['json-pointer', /^\/a+$/],
  ])('that are too long keep the format otherwise: %s', (format, form) => {
    const spot = { type: 'its type', owner: 'it', where: 'it', way: 'request' } as const;
    const tooLong = [...schemaProbes(nodeOf({ type: 'string', format, maxLength: 30 }), spot)]
      .filter(({ fact, verdict }) => verdict === 'refused' && fact.endsWith(' maxLength'))
      .flatMap(({ values }) => values);
    expect(tooLong).toContainEqual(expect.stringMatching(form));
    for (const value of tooLong) expect([...String(value)]).toHaveLength(31);
  });

  it('are any text where nothing is known of a format, and none breaks it', () => {
    const schema = { type: 'string', format: 'house-number' };
    expect(sample(schema).every((value) => typeof value === 'string')).toBe(true);
    expect(broken(schema, 'x').map(({ keyword }) => keyword)).toEqual(['type']);
  });
});

describe('the values of a schema', () => {
  it('are null, too, where it is one of several types, and null breaks nothing then', () => {
    const schema = { type: ['string', 'null'] };
    const values = sample(schema);
    expect(values).toContain(null);
    expect(values.some((value) => typeof value === 'string')).toBe(true);
    const [type] = broken(schema, 'x');
    expect(fc.sample(type!.values, 100)).not.toContain(null);
  });

  it.each(['Tree', 'Chain'] as const)('come to an end where it holds itself: %s', (name) => {
    for (const value of sample(to(name))) expect(JSON.stringify(value).length).toBeLessThan(1e5);
    expect(broken(to(name), 'body').length).toBeGreaterThan(1);
  });

  it('are refused by name where they would never end', () => {
    expect(() => any.of(nodeOf(to('Endless')))).toThrow('No finite values for the schema Endless');
  });

  it('have what a schema inherits, and what it adds', () => {
    const schema = {
      allOf: [
        to('Base'),
        { type: 'object', properties: { size: { type: 'integer', minimum: 3 } } },
      ],
      required: ['size'],
    };
    for (const value of sample(schema)) {
      expect(value.id.length).toBeGreaterThan(0);
      expect(value.size).toBeGreaterThanOrEqual(3);
    }
    const places = broken(schema, 'body').map(({ where, keyword }) => `${where} ${keyword}`);
    expect(places).toEqual(
      expect.arrayContaining(['body.id required', 'body.id minLength', 'body.size minimum']),
    );
  });

  it('leave out what only the server sets, required or not', () => {
    const schema = {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
    };
    for (const value of sample(schema)) expect(Object.keys(value)).toEqual(['name']);
    const places = broken(schema, 'body').map(({ where }) => where);
    expect(places).not.toContain('body.id');
  });

  it('are maps of a type', () => {
    const values = sample({ type: 'object', additionalProperties: { type: 'integer' } });
    const inside = values.flatMap((value) => Object.values(value));
    expect(inside.length).toBeGreaterThan(10);
    expect(inside.every(Number.isInteger)).toBe(true);
  });

  it('keep the bounds of numbers and lists, and break each', () => {
    const number = { type: 'number', exclusiveMinimum: 0, maximum: 1 };
    for (const value of sample(number)) expect(value > 0 && value <= 1).toBe(true);
    const list = { type: 'array', minItems: 1, maxItems: 2, items: { type: 'boolean' } };
    for (const value of sample(list)) expect([1, 2]).toContain(value.length);
    const keywords = [...broken(number, 'n'), ...broken(list, 'l')].map(({ keyword }) => keyword);
    expect(keywords.sort()).toEqual([
      'exclusiveMinimum',
      'maxItems',
      'maximum',
      'minItems',
      'type',
      'type',
      'type',
    ]);
  });
});

describe('the values under a condition', () => {
  const gift = {
    type: 'object',
    required: ['kind'],
    additionalProperties: false,
    properties: { kind: { enum: ['data', 'other'] }, what: { type: 'string', minLength: 1 } },
    if: { properties: { kind: { const: 'other' } }, required: ['kind'] },
    // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema, and nobody awaits the schema
    then: { properties: { what: { minLength: 2 } }, required: ['what'] },
  };

  it('have what it then asks for, and there are some of which it does not hold', () => {
    const values = sample(gift) as { kind: string; what?: string }[];
    expect(new Set(values.map(({ kind }) => kind))).toEqual(new Set(['data', 'other']));
    for (const { kind, what } of values)
      if (kind === 'other') expect(what?.length).toBeGreaterThanOrEqual(2);
  });

  it('are broken without it', () => {
    const [found] = broken(gift, 'gift').filter(({ keyword }) => /condition/.test(keyword));
    expect(found?.where).toBe('gift.what');
    for (const value of fc.sample(found!.values, 20)) expect(value).toEqual({ kind: 'other' });
  });
});

describe('the values of an object whose properties need others', () => {
  const delivery = {
    type: 'object',
    properties: { street: { type: 'string' }, town: { type: 'string' }, note: { type: 'string' } },
    dependentRequired: { street: ['town'], note: ['street'] },
  };

  it('have those, too, and there are some with fewer', () => {
    const values = sample(delivery);
    for (const value of values) {
      if ('note' in value) expect(value).toHaveProperty('street');
      if ('street' in value) expect(value).toHaveProperty('town');
    }
    const names = values.map((value) => Object.keys(value).length);
    expect([Math.min(...names), Math.max(...names)]).toEqual([1, 3]);
  });

  it('are broken without them', () => {
    const found = broken(delivery, 'delivery').filter(({ keyword }) => /dependent/.test(keyword));
    expect(found.map(({ where }) => where)).toEqual(['delivery.town', 'delivery.street']);
    for (const value of fc.sample(found[1]!.values, 20)) {
      expect(value).toMatchObject({ note: 'x', street: undefined });
    }
  });
});

describe('a choice of lists', () => {
  it('is broken by no item that another list takes', () => {
    const list = (type: string) => ({ type: 'array', minItems: 1, items: { type } });
    const [found] = broken({ oneOf: [list('string'), list('integer')] }, 'either').filter(
      ({ where }) => where.endsWith('[]'),
    );
    for (const value of fc.sample(found!.values, 50) as unknown[][]) {
      expect(value.every((each) => typeof each === 'string')).toBe(false);
      expect(value.every(Number.isInteger)).toBe(false);
    }
  });
});

describe('a choice of what has limits', () => {
  const text = { type: 'string' };
  const list = { type: 'array', items: text };
  const map = { type: 'object', additionalProperties: text };
  const limited: [keyword: string, one: object, other: object, wrong: unknown][] = [
    [
      'minItems',
      { ...list, minItems: 1 },
      { ...list, minItems: 1, items: { type: 'integer' } },
      [],
    ],
    ['maxItems', { ...list, maxItems: 0 }, { ...list, maxItems: 0 }, ['x']],
    ['minLength', { ...text, minLength: 2 }, { ...text, minLength: 3 }, 'x'],
    ['maxLength', { ...text, maxLength: 1 }, { ...text, maxLength: 1, minLength: 1 }, 'xx'],
    ['minimum', { type: 'integer', minimum: 2 }, { type: 'number', minimum: 4 }, 1],
    ['maximum', { type: 'integer', maximum: 2 }, { type: 'number', maximum: 1 }, 3],
    ['minProperties', { ...map, minProperties: 1 }, { ...map, minProperties: 2 }, {}],
  ];
  const spot = { type: 'its type', owner: 'either', where: 'either', way: 'request' } as const;
  const wrongOf = (keyword: string, oneOf: object[]) =>
    [...schemaProbes(nodeOf({ oneOf }), spot)]
      .filter(({ fact, verdict }) => verdict === 'refused' && fact.endsWith(`(0) ${keyword}`))
      .flatMap(({ values }) => values);

  it.each(limited)('is broken by what neither takes: by its %s', (keyword, one, other, wrong) => {
    expect(wrongOf(keyword, [one, other])).toContainEqual(wrong);
  });

  it.each(limited)(
    'is not broken by what the other takes: without its %s',
    (keyword, one, other) => {
      expect(wrongOf(keyword, [one, { ...other, [keyword]: undefined }])).toEqual([]);
    },
  );
});

it('makes a number between limits that are none themselves', () => {
  const share = { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 };
  expect(leastOf(nodeOf(share), 'request')).toBe(0.5);
  const steps = { type: 'integer', minimum: 5, multipleOf: 10 };
  expect(leastOf(nodeOf(steps), 'request')).toBe(10);
});

describe('a map', () => {
  const map = {
    type: 'object',
    minProperties: 1,
    maxProperties: 2,
    propertyNames: { pattern: '^[A-Z]{2}$' },
    additionalProperties: { type: 'integer', minimum: 0 },
  };

  it('has names that fit, and so many', () => {
    for (const value of sample(map)) {
      const names = Object.keys(value as object);
      expect(names.length).toBeGreaterThanOrEqual(1);
      expect(names.length).toBeLessThanOrEqual(2);
      for (const name of names) expect(name).toMatch(/^[A-Z]{2}$/);
    }
  });

  it.each([
    ['listed', { enum: ['MON', 'TUE', 'WED'] }, /^(MON|TUE|WED)$/],
    ['numbers', { pattern: '^[0-9]{6,15}$' }, /^[0-9]{6,15}$/],
    ['long', { minLength: 4, maxLength: 6 }, /^.{4,6}$/],
  ])('has the fewest that it may have where its names are %s', (_, propertyNames, form) => {
    const least = leastOf(nodeOf({ ...map, minProperties: 3, propertyNames }), 'request');
    const names = Object.keys(least as object);
    expect(names).toHaveLength(3);
    for (const name of names) expect(name).toMatch(form);
  });

  it('is broken by its values, its names and their number', () => {
    const kinds = broken(map, 'map').map(({ where, keyword }) => `${where} ${keyword}`);
    expect(kinds).toEqual([
      'map type',
      'map minProperties',
      'map maxProperties',
      'map.* type',
      'map.* minimum',
      'names of map pattern',
    ]);
  });
});

it('an object without what it must have at least breaks that', () => {
  const patch = { type: 'object', minProperties: 1, properties: { a: { type: 'string' } } };
  for (const value of sample(patch)) expect(value).not.toEqual({});
  const [found] = broken(patch, 'patch').filter(({ keyword }) => keyword === 'minProperties');
  expect(fc.sample(found!.values, 1)).toEqual([{}]);
});

it('makes what must be there where its name is one that every object inherits', () => {
  const schema = {
    type: 'object',
    required: ['constructor', 'toString'],
    properties: { constructor: { type: 'string' }, toString: { type: 'integer' } },
  };
  expect(leastOf(nodeOf(schema), 'request')).toEqual({ constructor: 'x', toString: 1 });
});

describe('a value that is known of a name', () => {
  const known = '0f9d5c5e-5a0e-4c57-9f0b-2f6f4c1d8e9a';
  const drawn = (schema: object) =>
    fc.sample(arbitraries('request', { it: [known] }).named('it', nodeOf(schema)), {
      seed: 1,
      numRuns: 50,
    });

  it.each([
    { type: 'string' },
    { type: 'string', format: 'uuid' },
    { type: 'string', minLength: 36, maxLength: 36, pattern: '^[0-9a-f-]+$' },
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
  ])('is among those of %j', (schema) => {
    expect(drawn(schema)).toContain(known);
  });

  it.each([
    { type: 'integer' },
    { type: 'string', maxLength: 35 },
    { type: 'string', minLength: 37 },
    { type: 'string', pattern: '^sub-' },
    { type: 'string', format: 'date' },
    { type: 'string', enum: ['other'] },
  ])('is none of %j, which means something else by the name', (schema) => {
    expect(drawn(schema)).not.toContain(known);
  });
});
