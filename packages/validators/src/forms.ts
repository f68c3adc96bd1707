// What a value must look like, in words.
import type { JsonSchema } from './json-schema.js';

const types: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
};

const formats: Record<string, { text: string; form: string }> = {
  date: { text: 'an existing date in the form YYYY-MM-DD', form: 'YYYY-MM-DD' },
  'date-time': {
    text: 'an RFC 3339 date-time with its time zone, such as 2024-01-31T09:00:00Z',
    form: 'YYYY-MM-DDThh:mm:ssZ',
  },
};

/** Patterns with an accepted name. The first is VCHAR of RFC 5234. */
const patterns: Record<string, string> = { '^[\\x21-\\x7E]+$': 'visible ASCII characters' };

/** `a string or null` */
export function typeForm(type: string | readonly string[]): string {
  return [type]
    .flat()
    .map((one) => types[one] ?? one)
    .join(' or ');
}

export function formatForm(format: string): { text: string; form?: string } {
  return formats[format] ?? { text: `a valid ${format}` };
}

/** `1 to 256 visible ASCII characters`: the whole form, so that one correction is enough. */
export function stringForm({ minLength = 0, maxLength, pattern }: JsonSchema): string {
  const named = pattern === undefined ? 'characters' : patterns[pattern];
  const characters = named ?? `characters that match ${pattern}`;
  if (maxLength !== undefined) {
    return `${minLength > 0 ? `${minLength} to` : 'at most'} ${maxLength} ${characters}`;
  }
  return minLength > 0 ? `at least ${minLength} ${characters}` : characters;
}
