// Values of path parameters that no server has, form by form.
import { describe, expect, it } from 'vitest';
import { missingValue } from '../src/behaviour/missing.js';

const isUnknown = (schema: object, name = 'a-long-name') => missingValue(schema, name).isUnknown;
const text = (more: object) => ({ type: 'string', ...more });

describe('a text that no server has', () => {
  it('is the name itself where that fits, however short', () => {
    for (const more of [{}, { minLength: 4 }, { maxLength: 4 }, { pattern: '^\\p{L}+$' }])
      expect(missingValue(text(more), 'lost')).toEqual({ value: 'lost', isUnknown: true });
  });

  it('is a part of its hash where it must be shorter, and surely missing from six letters on', () => {
    expect(missingValue(text({ maxLength: 3 }), 'lost')).toEqual({
      value: '76f',
      isUnknown: false,
    });
    expect(isUnknown(text({ maxLength: 5 }))).toBe(false);
    expect(isUnknown(text({ maxLength: 6 }))).toBe(true);
  });

  it('is any that fits where neither does', () => {
    const { value } = missingValue(text({ minLength: 5, maxLength: 9 }), 'lost');
    expect(value).toMatch(/^.{5,9}$/su);
    expect(missingValue(text({ minLength: 5, maxLength: 9 }), 'lost').value).toBe(value);
    const six = missingValue(text({ pattern: '^[xyz]{6}$' }), 'lost');
    expect(six).toEqual({ value: expect.stringMatching(/^[xyz]{6}$/), isUnknown: true });
    expect(isUnknown(text({ pattern: '^[xyz]{5}$' }))).toBe(false);
  });

  it('is a long one where its form leaves the length open', () => {
    for (let each = 0; each < 30; each++)
      expect(isUnknown(text({ pattern: '^[A-Z]{1,12}$' }), `lost-${each}`)).toBe(true);
  });

  it('is not its name where it is no text', () => {
    expect(missingValue({ type: 'boolean' }, 'lost').value).toMatch(/^(true|false)$/);
  });

  it('is one of a list or the only one, which may be there', () => {
    expect(missingValue({ const: 'abcdefgh' }, 'lost')).toEqual({
      value: 'abcdefgh',
      isUnknown: false,
    });
    expect(missingValue({ const: 'b', enum: ['abcdefgh', 'b'] }, 'lost').value).toBe('b');
    expect(missingValue({ enum: ['abcdefgh', 'b'] }, 'lost')).toEqual({
      value: 'abcdefgh',
      isUnknown: false,
    });
  });
});

describe('a number that no server has', () => {
  it('is one of a thousand, whole or not', () => {
    const limits = { minimum: 1, maximum: 1000 };
    expect(missingValue({ type: 'number', ...limits }, 'lost')).toEqual(
      missingValue({ type: 'integer', ...limits }, 'lost'),
    );
    expect(missingValue({ type: 'integer', ...limits }, 'lost')).toEqual({
      value: '426',
      isUnknown: true,
    });
  });

  it.each([
    [{ minimum: 1, maximum: 1000 }, true],
    [{ minimum: 2, maximum: 1000 }, false],
    [{ maximum: 999 }, true],
    [{ maximum: 998 }, false],
    [{ exclusiveMinimum: 0, exclusiveMaximum: 1001 }, true],
    [{ exclusiveMinimum: 0, exclusiveMaximum: 1000 }, false],
    [{ minimum: 2, maximum: 2000, multipleOf: 2 }, true],
    [{ minimum: 3, maximum: 2000, multipleOf: 2 }, false],
    [{}, true],
  ])('of %j is surely missing: %s', (limits, surely) => {
    expect(isUnknown({ type: 'integer', ...limits })).toBe(surely);
  });

  it('is a multiple where it has to be', () => {
    for (const name of ['a', 'b', 'c', 'd']) {
      const { value } = missingValue(
        { type: 'integer', minimum: 0, maximum: 10, multipleOf: 5 },
        name,
      );
      expect(['0', '5', '10']).toContain(value);
    }
  });
});
