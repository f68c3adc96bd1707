import type { Noun } from './cause.js';
import { detailsOf } from './details.js';
import type { Part } from './generated-module.js';
import type { Validation } from './types.js';

/** Holds a value against one part of the contract. */
export function check(part: Part, data: unknown, noun: Noun): Validation<unknown> {
  if (part.validate(data)) return { valid: true, value: data };
  return {
    valid: false,
    details: detailsOf(part.validate.errors ?? [], { schema: part.schema, data, noun }),
  };
}
