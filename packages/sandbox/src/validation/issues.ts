import type * as v from 'valibot';
import type { Detail } from '../problems/detail.js';

type Issue = v.BaseIssue<unknown>;

/**
 * What Valibot objects to, in the shape of the API. Its own messages repeat the value, which may be an
 * API key.
 */
export function detailOf(issue: Issue): Detail {
  const property = propertyPath((issue.path ?? []).map(({ key }) => key as string | number));
  return { message: messageOf(issue), code: codeOf(issue), ...(property && { property }) };
}

/** A path such as `subscriptions[3].customerId`. */
function propertyPath(keys: (string | number)[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

function codeOf({ expected, received }: Issue): string {
  if (expected === 'never') return 'FIELD_UNKNOWN';
  return received === 'undefined' ? 'FIELD_REQUIRED' : 'FIELD_INVALID';
}

function messageOf(issue: Issue): string {
  const { kind, type, expected, message } = issue;
  // Checks, and types of our own, have messages of ours.
  if (kind !== 'schema' || type === 'custom') return message;
  if (expected === 'never') return 'There is no such property.';
  if (type.endsWith('object') && expected !== 'Object') return 'The property is required.';
  if (expected?.includes(' | ')) {
    return `Must be one of ${expected.replaceAll(/[()"]/g, '').replaceAll(' | ', ', ')}.`;
  }
  return `Must be ${types[String(expected)] ?? expected}.`;
}

const types: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
  Function: 'a function',
};
