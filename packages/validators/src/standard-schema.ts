import type { ErrorDetail } from '@connect-api/types';
import type { StandardSchema, Validation } from './types.js';

/**
 * A validator that is a Standard Schema, too (https://standardschema.dev), for form libraries, routers
 * and others that take one.
 */
export function asStandardSchema<Input, Value>(
  validate: (input: Input) => Validation<Value>,
  isInput: (value: unknown) => boolean,
): ((input: Input) => Validation<Value>) & StandardSchema<Value> {
  const standard: StandardSchema<Value>['~standard'] = {
    version: 1,
    vendor: 'connect-api',
    validate(value) {
      if (!isInput(value)) return { issues: [{ message: 'Must be an object.', path: [] }] };
      const result = validate(value as Input);
      return result.valid ? { value: result.value } : { issues: result.details.map(issueOf) };
    },
  };
  return Object.assign((input: Input) => validate(input), { '~standard': standard });
}

export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function issueOf({ message, property = '' }: ErrorDetail) {
  return { message, path: keysOf(property) };
}

/** The keys of a path such as `details[0]["a.b"].code`: a text, or a number in a list. */
function keysOf(property: string): (string | number)[] {
  const keys = property.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g);
  return [...keys].map(([, index, quoted, name = '']) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? name : JSON.parse(quoted);
  });
}
