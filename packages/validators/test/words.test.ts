// What is said about a value that does not fit, keyword by keyword, on small schemas of its own.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { causesOf, detailsOf } from '../src/details.js';

const ajv = new Ajv2020({
  allErrors: true,
  discriminator: true,
  ownProperties: true,
  strict: false,
});
addFormats.default(ajv);

function said(schema: object, data: unknown) {
  const validate = ajv.compile(schema);
  validate(data);
  return detailsOf(validate.errors ?? [], { schema: schema as never, data, noun: 'property' });
}

const objectOf = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  ...more,
});
const closed = (...names: string[]) =>
  objectOf(Object.fromEntries(names.map((name) => [name, {}])), { additionalProperties: false });

describe('the way to a property', () => {
  test.each([
    ['plain', 'plain'],
    ['with-dash', 'with-dash'],
    ['$dollar_1', '$dollar_1'],
    ['a.b', '["a.b"]'],
    ['', '[""]'],
    ['a b', '["a b"]'],
    ['a/b~c', '["a/b~c"]'],
    ['~1', '["~1"]'],
    ['a"b\\', '["a\\"b\\\\"]'],
    ['%41', '["%41"]'],
    ['ü', '["ü"]'],
  ])('of %j reads %s', (name, property) => {
    expect(said(closed(), { [name]: 1 })).toMatchObject([{ code: 'FIELD_UNKNOWN', property }]);
    expect(said(objectOf({ [name]: { maxLength: 1 } }), { [name]: 'ab' })).toMatchObject([
      { message: 'Must be at most 1 characters.', property },
    ]);
    const within = objectOf({ [name]: { type: 'array', items: closed() } });
    expect(said(within, { [name]: [{}, { x: 1 }] })).toMatchObject([
      { code: 'FIELD_UNKNOWN', property: `${property}[1].x` },
    ]);
  });
});

describe('the form of a value', () => {
  test.each([
    [{ type: 'string' }, 1, 'Must be a string.'],
    [{ type: 'number' }, '1', 'Must be a number.'],
    [{ type: 'integer' }, 1.5, 'Must be an integer.'],
    [{ type: 'boolean' }, 1, 'Must be true or false.'],
    [{ type: 'object' }, 1, 'Must be an object.'],
    [{ type: 'array' }, 1, 'Must be an array.'],
    [{ type: ['string', 'null'] }, 1, 'Must be a string or null.'],
    [{ type: ['integer', 'boolean', 'null'] }, '', 'Must be an integer or true or false or null.'],
    [{ const: true }, false, 'Must be true.'],
    [{ const: 'true' }, 'no', 'Must be true.'],
    [{ const: { a: 1 } }, 1, 'Must be {"a":1}.'],
    [{ enum: ['one'] }, 1, 'Must be one.'],
    [{ enum: [1, null] }, 2, 'Must be one of 1, null.'],
    [{ minLength: 1 }, '', 'Must be at least 1 characters.'],
    [{ minLength: 2 }, '', 'Must be at least 2 characters.'],
    [{ maxLength: 1 }, 'ab', 'Must be at most 1 characters.'],
    [{ minLength: 1, maxLength: 2 }, '', 'Must be 1 to 2 characters.'],
    [{ pattern: '^a+$' }, 'b', 'Must be characters that match ^a+$.'],
    [
      { pattern: '^a+$', minLength: 1, maxLength: 3 },
      'b',
      'Must be 1 to 3 characters that match ^a+$.',
    ],
    [{ format: 'uuid' }, 'x', 'Must be a valid uuid.'],
    [
      { format: 'date-time' },
      'x',
      'Must be an RFC 3339 date-time with its time zone, such as 2024-01-31T09:00:00Z.',
    ],
    [{ maximum: 5 }, 6, 'Must be <= 5.'],
    [{ uniqueItems: true }, [1, 1], expect.stringMatching(/^Must NOT have duplicate items .*\.$/)],
    [{ minItems: 1 }, [], 'Must NOT have fewer than 1 items.'],
    [false, 1, 'Boolean schema is false.'],
  ])('of %j is said', (schema, value, message) => {
    expect(said(objectOf({ it: schema }), { it: value })).toMatchObject([
      {
        code: 'format' in Object(schema) ? 'INVALID_FORMAT' : 'FIELD_INVALID',
        property: 'it',
        message,
      },
    ]);
  });

  test('has the example of a pattern with it, and of nothing else', () => {
    const [pattern] = said({ type: 'string', pattern: '^a$', examples: ['a', 'b'] }, 'x');
    expect(pattern).toHaveProperty('suggestion', 'a');
    const [number] = said({ type: 'string', pattern: '^1$', examples: [1] }, 'x');
    expect(number).toHaveProperty('suggestion', '1');
    const [length] = said({ type: 'string', minLength: 2, examples: ['ab'] }, 'x');
    expect(length).not.toHaveProperty('suggestion');
    const [bare] = said({ type: 'string', pattern: '^a$' }, 'x');
    expect(bare).not.toHaveProperty('suggestion');
  });

  test('is said once, by the cause that says most', () => {
    expect(said({ type: 'string', enum: ['a'] }, 1)).toEqual([
      { message: 'Must be a.', code: 'FIELD_INVALID' },
    ]);
    expect(said({ type: 'string', minLength: 3, pattern: '^a' }, 'b')).toHaveLength(1);
    expect(said({ minimum: 9, multipleOf: 2 }, 3)).toMatchObject([{ message: 'Must be >= 9.' }]);
  });
});

describe('a name that is not known', () => {
  test.each([
    ['reson', 'reason'],
    ['REASON', 'reason'],
    ['re_as-on', 'reason'],
    // Four of ten letters may differ, and one of few.
    ['abcdefgxyz', 'abcdefghij'],
    ['abcdefvxyz', 'abcdefghij'],
    ['ax', 'ab'],
    ['address2', 'address1'],
  ])('%s reads like %s', (name, candidate) => {
    const [detail] = said(closed(candidate), { [name]: 1 });
    expect(detail).toHaveProperty('suggestion', candidate);
  });

  test.each([
    ['abcdevwxyz', 'abcdefghij'],
    ['xy', 'ab'],
    ['---', 'reason'],
    ['---', 'r'],
    ['a-----', 'bc'],
    // One digit is all there is of either.
    ['1', 'it'],
  ])('%s does not read like %s', (name, candidate) => {
    expect(said(closed(candidate), { [name]: 1 })[0]).not.toHaveProperty('suggestion');
  });

  test('that is a value of signs only reads like none', () => {
    for (const value of ['', '--'])
      expect(said({ enum: ['one', 'two'] }, value)[0]).not.toHaveProperty('suggestion');
  });

  test('reads like the first of several that are as near', () => {
    expect(said(closed('card', 'cart'), { carx: 1 })[0]).toHaveProperty('suggestion', 'card');
    expect(said(closed('street2', 'street1'), { street1x: 1 })[0]?.suggestion).toBe('street1');
  });

  test('is compared up to a length of 100', () => {
    const name = 'x'.repeat(100);
    expect(said(closed(name.slice(1)), { [name]: 1 })[0]).toHaveProperty('suggestion');
    expect(said(closed(name), { [`${name}x`]: 1 })[0]).not.toHaveProperty('suggestion');
  });

  test('is told where `unevaluatedProperties` closes an object', () => {
    const schema = { allOf: [objectOf({ reason: {} })], unevaluatedProperties: false };
    expect(said(schema, { resn: 1 })).toEqual([
      { message: 'The contract has no such property.', code: 'FIELD_UNKNOWN', property: 'resn' },
    ]);
  });

  test('that was meant for a required one is the only cause', () => {
    const schema = { ...closed('reason', 'comment'), required: ['reason', 'comment'] };
    expect(said(schema, { reson: 1 })).toMatchObject([
      { code: 'FIELD_REQUIRED', property: 'comment' },
      { code: 'FIELD_UNKNOWN', property: 'reson', suggestion: 'reason' },
    ]);
  });

  test('does not hide that the one it was meant for is wrong, too', () => {
    const schema = objectOf({ a: closed('one'), one: { type: 'string' } });
    expect(said(schema, { a: { onee: 1 }, one: 1 })).toHaveLength(2);
  });
});

describe('a condition', () => {
  test('is named beside the property that brings it', () => {
    const schema = objectOf({}, { dependentRequired: { card: ['address'] } });
    expect(said(schema, { card: 1 })).toEqual([
      {
        message: 'The property is required beside card.',
        code: 'FIELD_REQUIRED',
        property: 'address',
      },
    ]);
  });

  test.each(['oneOf', 'anyOf'])('of a branch of %s names every value that made it', (keyword) => {
    const branch = (kind: string, size: number, ...required: string[]) =>
      objectOf({ kind: { const: kind }, size: { const: size }, extra: {} }, { required });
    const schema = {
      type: 'object',
      [keyword]: [branch('leaf', 1, 'extra'), branch('tree', 2, 'kind')],
    };
    expect(said(schema, { kind: 'leaf', size: 1 })).toEqual([
      {
        message: 'The property is required when kind is leaf and size is 1.',
        code: 'FIELD_REQUIRED',
        property: 'extra',
      },
    ]);
  });

  test.each([false, 0, null])('names a value such as %j, too', (value) => {
    const schema = {
      oneOf: [
        objectOf({ on: { const: value }, extra: {} }, { required: ['extra'] }),
        objectOf({ on: { const: 'else' } }),
      ],
    };
    expect(said(schema, { on: value })).toMatchObject([
      { message: `The property is required when on is ${value}.` },
    ]);
  });

  test('names no value where a branch takes several', () => {
    const schema = {
      oneOf: [
        objectOf({ kind: { enum: ['leaf', 'needle'] }, extra: {} }, { required: ['extra'] }),
        objectOf({ kind: { enum: ['tree'] } }),
      ],
    };
    expect(said(schema, { kind: 'needle' })).toMatchObject([
      { message: 'The property is required.', property: 'extra' },
    ]);
  });

  test('names the place in a list', () => {
    const item = {
      oneOf: [
        objectOf({ kind: { const: 'leaf' }, extra: {} }, { required: ['extra'] }),
        objectOf({ kind: { const: 'tree' } }),
      ],
    };
    const schema = objectOf({ 'a b': { type: 'array', items: item } });
    expect(said(schema, { 'a b': [{ kind: 'tree' }, { kind: 'leaf' }] })).toMatchObject([
      { message: 'The property is required when ["a b"][1].kind is leaf.' },
    ]);
  });

  test('is told of an unknown property that another branch may have', () => {
    const more = { additionalProperties: false };
    const schema = {
      oneOf: [
        objectOf({ kind: { const: 'leaf' } }, more),
        objectOf({ kind: { const: 'tree' }, height: {} }, more),
      ],
    };
    expect(said(schema, { kind: 'leaf', height: 1 })).toMatchObject([
      { message: 'The contract has no such property when kind is leaf.', property: 'height' },
    ]);
  });

  test('does not name the property that it is about', () => {
    const schema = { oneOf: [objectOf({ kind: { const: 'leaf' } }, { required: ['kind'] })] };
    expect(said(schema, {})).toMatchObject([{ message: 'The property is required.' }]);
  });

  test('of `if` is told by what `then` asks for', () => {
    const schema = {
      if: objectOf({ a: { const: 1 } }, { required: ['a'] }),
      // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema, and nobody awaits the schema
      then: { required: ['b'] },
    };
    expect(said(schema, { a: 1 })).toMatchObject([{ code: 'FIELD_REQUIRED', property: 'b' }]);
  });
});

test('a date-time that is none is shown how one is written', () => {
  expect(said({ type: 'string', format: 'date-time' }, 'soon')).toMatchObject([
    { code: 'INVALID_FORMAT', suggestion: 'YYYY-MM-DDThh:mm:ssZ' },
  ]);
});

describe('of a choice', () => {
  const kinds = (...each: object[]) => ({ type: 'object', oneOf: each });
  const kind = (name: string, more: object, ...required: string[]) =>
    objectOf({ kind: { const: name }, ...more }, { required: ['kind', ...required] });

  test('the branch whose values fit is meant, however much else is wrong in it', () => {
    const schema = kinds(
      kind('one', { a: { type: 'string' }, b: { type: 'string' } }, 'a', 'b', 'c'),
      kind('two', {}),
    );
    expect(said(schema, { kind: 'one', a: 1, b: 1 })).toHaveLength(3);
  });

  test('a property that only some branches fix does not decide', () => {
    const schema = kinds(
      objectOf({ kind: { const: 'one' }, a: {} }, { required: ['a', 'b'] }),
      objectOf({ kind: { type: 'string' }, c: {} }, { required: ['c'] }),
    );
    // Of the first branch three things are wrong, of the second one.
    expect(said(schema, { kind: 'three' })).toMatchObject([{ property: 'c' }]);
  });

  test('the first of two branches that are as near is meant', () => {
    const schema = { oneOf: [{ required: ['a'] }, { required: ['b'] }] };
    expect(said(schema, {})).toMatchObject([{ property: 'a' }]);
  });

  test('a value that fits no branch names the nearest of its own place, not of one inside', () => {
    const schema = kinds(
      kind('one', { inner: { anyOf: [{ type: 'string' }, { type: 'number' }] } }),
      kind('two', { inner: { type: 'boolean' } }),
    );
    expect(said(schema, { kind: 'two', inner: 'x' })).toEqual([
      { message: 'Must be true or false.', code: 'FIELD_INVALID', property: 'inner' },
    ]);
    expect(said(schema, { kind: 'one', inner: [] })).toEqual([
      { message: 'Must be a string.', code: 'FIELD_INVALID', property: 'inner' },
    ]);
  });

  test('that has several fitting branches the choice itself is told', () => {
    expect(said({ oneOf: [{ type: 'object' }, {}] }, {})).toMatchObject([
      { message: 'Must match exactly one schema in oneOf.' },
    ]);
  });

  test('a rule of every value comes before one of a branch', () => {
    const schema = objectOf(
      { name: { type: 'string', maxLength: 3 } },
      { oneOf: [objectOf({ name: { maxLength: 2 } })] },
    );
    expect(said(schema, { name: 'long' })).toMatchObject([
      { message: 'Must be at most 3 characters.' },
    ]);
    const any = { ...schema, anyOf: schema['oneOf' as never], oneOf: undefined };
    const { oneOf: _, ...anyOf } = any;
    expect(said(anyOf, { name: 'long' })).toMatchObject([
      { message: 'Must be at most 3 characters.' },
    ]);
  });

  test('the type that a branch wants comes before the form that every value has', () => {
    const patternProperties = { '^name$': { oneOf: [{ type: 'integer' }, { type: 'boolean' }] } };
    const schema = objectOf({ name: { pattern: '^a' } }, { patternProperties });
    expect(said(schema, { name: 'b' })).toMatchObject([{ message: 'Must be an integer.' }]);
  });

  test('a misspelt tag is one that no branch knows', () => {
    const schema = {
      type: 'object',
      discriminator: { propertyName: 'kind' },
      required: ['kind'],
      oneOf: [kind('one', { kinda: {} }), kind('two', {})],
    };
    expect(said(schema, { kinda: 1 })).toMatchObject([
      { code: 'FIELD_REQUIRED', property: 'kind' },
    ]);
    expect(said(schema, { kynd: 1 })).toMatchObject([
      { code: 'FIELD_UNKNOWN', property: 'kynd', suggestion: 'kind' },
    ]);
  });

  test('a choice within a choice is made within the branch that is meant', () => {
    const inner = { anyOf: [objectOf({ size: { type: 'number' } }, { required: ['size'] }), {}] };
    const schema = kinds(
      kind('one', {
        inner: objectOf({}, { oneOf: [{ required: ['x'] }, { required: ['y', 'z'] }] }),
      }),
      kind('two', { inner }),
    );
    expect(said(schema, { kind: 'one', inner: {} })).toEqual([
      { message: 'The property is required.', code: 'FIELD_REQUIRED', property: 'inner.x' },
    ]);
  });

  test('a wrong value of a property that is no tag counts as one error, as any other', () => {
    const schema = kinds(
      objectOf({ kind: { const: 'one' }, size: { enum: [1, 2] } }, { required: ['kind'] }),
      objectOf({ kind: { const: 'two' }, size: { type: 'number' } }, { required: ['a', 'b', 'c'] }),
    );
    // The tag fits the first branch, whose size is wrong; of the second one four things are.
    expect(said(schema, { kind: 'one', size: 3 })).toMatchObject([{ property: 'size' }]);
  });

  test('of more than ten branches the one that fits is meant', () => {
    const names = Array.from({ length: 12 }, (_, index) => `k${index}`);
    const schema = kinds(
      ...names.map((name) =>
        objectOf(
          { kind: { enum: [name] }, size: { type: 'number', maximum: 5 } },
          { required: ['kind'] },
        ),
      ),
    );
    expect(said(schema, { kind: 'k11', size: 9 })).toEqual([
      { message: 'Must be <= 5.', code: 'FIELD_INVALID', property: 'size' },
    ]);
    expect(said(schema, { kind: 'k12' })).toMatchObject([
      { message: `Must be one of ${names.join(', ')}.`, property: 'kind' },
    ]);
  });

  test('values of all branches are named only where each of them has some', () => {
    const one = objectOf({ kind: { enum: ['one'] } }, { required: ['kind'] });
    const other = { required: ['a', 'b', 'c'] };
    for (const branches of [
      [one, other],
      [one, objectOf({}, other)],
      [one, objectOf({ kind: { type: 'string' } }, other)],
    ]) {
      expect(said(kinds(...branches), { kind: 'three' })).toMatchObject([
        { message: 'Must be one.', property: 'kind' },
      ]);
    }
    const two = objectOf({ kind: { const: 'two' } }, { required: ['kind', 'a', 'b'] });
    expect(said(kinds(one, two, other), { kind: 'three' })).toMatchObject([
      { message: 'Must be one.', property: 'kind' },
    ]);
    expect(said(kinds(one, two), { kind: 'three' })).toMatchObject([
      { message: 'Must be one of one, two.', property: 'kind' },
    ]);
  });

  test.each(['kind', 'a b', 'ü', 'a/b~c', '~1', '%41'])(
    'values of all branches are named, and the one that fits is meant, by a tag called %s',
    (tag) => {
      const branch = (value: string, more: object = {}) =>
        objectOf({ [tag]: { enum: [value] }, ...more }, { required: [tag] });
      const wide = { a: { const: 1 }, b: { const: 1 }, c: { const: 1 } };
      const schema = { oneOf: [branch('one'), branch('two', wide)] };
      expect(said(schema, { [tag]: 'three' })).toMatchObject([
        { message: 'Must be one of one, two.' },
      ]);
      expect(said(schema, { [tag]: 'two', a: 2, b: 2, c: 2 })).toMatchObject(
        ['a', 'b', 'c'].map((property) => ({ message: 'Must be 1.', property })),
      );
    },
  );

  test('values are those of the same place in the branches, not of one around it', () => {
    const schema = kinds(
      kind('one', { size: { enum: ['a'] }, inner: objectOf({ size: { enum: ['b'] } }) }),
      kind('two', { size: { enum: ['c'] } }),
    );
    expect(said(schema, { kind: 'one', size: 'a', inner: { size: 'x' } })).toMatchObject([
      { message: 'Must be b.', property: 'inner.size' },
    ]);
  });

  test('of more than ten branches the last ones are branches, too', () => {
    const sizes = Array.from({ length: 12 }, (_, index) => index);
    const schema = kinds(...sizes.map((size) => kind(`k${size}`, { size: { enum: [size] } })));
    expect(said(schema, { kind: 'k11', size: 99 })).toMatchObject([
      { message: `Must be one of ${sizes.join(', ')}.`, property: 'size' },
    ]);
    const short = (maxLength: number) => ({ name: { type: 'string', maxLength } });
    const whole = objectOf(short(3), {
      oneOf: sizes.map((size) => kind(`k${size}`, size === 11 ? short(2) : {})),
    });
    expect(said(whole, { kind: 'k11', name: 'long' })).toMatchObject([
      { message: 'Must be at most 3 characters.' },
    ]);
  });

  test('each item of a list makes its own', () => {
    const items = { anyOf: [{ required: ['a', 'b'] }, { required: ['c', 'd'] }] };
    const data = Array.from({ length: 11 }, (_, index) => (index === 10 ? { a: 1 } : { c: 1 }));
    expect(said({ type: 'array', items }, data).map(({ property }) => property)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `[${index}].d`),
      '[10].b',
    ]);
  });

  test('everything that is wrong in a branch counts, choices inside it included', () => {
    const inner = { anyOf: [{ required: ['x'] }, { required: ['y'] }, { required: ['z'] }] };
    const schema = { anyOf: [objectOf({ inner }), { required: ['p', 'q'] }] };
    expect(said(schema, { inner: {} })).toMatchObject([{ property: 'p' }, { property: 'q' }]);
  });

  test('is none where a list must contain something', () => {
    const schema = { type: 'array', contains: { type: 'string', minLength: 2 } };
    expect(said(schema, [])).toMatchObject([{ message: 'Must contain at least 1 valid item(s).' }]);
    expect(said(schema, ['a'])).toContainEqual({
      message: 'Must contain at least 1 valid item(s).',
      code: 'FIELD_INVALID',
    });
  });

  test('says when something is required, without what is required itself', () => {
    const schema = kinds(kind('one', { note: { const: 'x' } }, 'note'), kind('two', {}));
    expect(said(schema, { kind: 'one' })).toMatchObject([
      { message: 'The property is required when kind is one.', property: 'note' },
    ]);
  });
});

describe('a cause', () => {
  test('has the tokens of its path, and a misspelt property is one cause', () => {
    const schema = objectOf(
      { boat: objectOf({ name: {} }, { required: ['name'], additionalProperties: false }) },
      {},
    );
    const data = { boat: { names: 1 } };
    const validate = ajv.compile(schema);
    validate(data);
    const causes = causesOf(validate.errors ?? [], {
      schema: schema as never,
      data,
      noun: 'property',
    });
    expect(causes).toMatchObject([
      { code: 'FIELD_UNKNOWN', path: ['boat', 'names'], suggestion: 'name' },
    ]);
  });

  test('that suggests a value hides nothing that has that name', () => {
    const schema = objectOf({ kind: { enum: ['size'] }, size: { type: 'number' } });
    expect(said(schema, { kind: 'siz', size: 'x' })).toMatchObject([
      { property: 'kind', suggestion: 'size' },
      { property: 'size' },
    ]);
  });

  test('without a suggestion hides nothing', () => {
    const schema = objectOf({ undefined: { type: 'number' } }, { additionalProperties: false });
    expect(said(schema, { undefined: 'x', zebra: 1 })).toHaveLength(2);
  });
});
