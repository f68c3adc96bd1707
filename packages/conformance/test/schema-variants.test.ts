import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { document } from '../src/contract.js';
import { schemaVariants } from '../src/schema/schema-variants.js';

describe('the values of a text', () => {
  it.each([
    { type: 'string', pattern: '^[A-Z]{2}$', maxLength: 2 },
    { type: 'string', pattern: '^[a-z]+$', maxLength: 5 },
    { type: 'string', minLength: 2, maxLength: 3 },
  ])('fit %j', (schema) => {
    const { pattern = '', minLength = 0, maxLength } = schema;
    for (const value of fc.sample(schemaVariants(document).valid(schema), { seed: 1 })) {
      expect(value).toMatch(new RegExp(pattern, 'u'));
      expect([...String(value)].length).toBeGreaterThanOrEqual(minLength);
      expect([...String(value)].length).toBeLessThanOrEqual(maxLength);
    }
  });
});
