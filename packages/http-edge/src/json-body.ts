import { invalid, type Problem } from './problem.js';

// Deeper nesting would overflow the stack of JSON.stringify; no sensible body comes near.
const maxDepth = 1000;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a body, or `undefined` where it is not UTF-8. */
export function decodeBody(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The value of a JSON body; anything else is a 400. */
export function parseBody(text: string | undefined): unknown {
  if (text === undefined) throw malformed('The body is not valid UTF-8.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw malformed((error as Error).message);
  }
  if (text.length > maxDepth && deeperThan(value, maxDepth)) {
    throw invalid([
      { message: `The body is nested deeper than ${maxDepth} levels.`, code: 'FIELD_INVALID' },
    ]);
  }
  return value;
}

function malformed(message: string): Problem {
  return invalid([{ message, code: 'BODY_MALFORMED' }], {
    message: 'The body is not well-formed JSON.',
    hint: 'Check the body; a brace or a quote may be missing.',
  });
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => deeperThan(each, levels - 1));
}
