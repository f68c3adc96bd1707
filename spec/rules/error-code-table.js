import { nodeOf } from './node.js';

/** @typedef {{ fits: (value: any) => boolean, form: string }} Field */

/** @type {Field} */
const text = { fits: (value) => typeof value === 'string' && value.trim() !== '', form: 'a text' };
/** @type {(...values: string[]) => Field} */
const oneOf = (...values) => ({
  fits: (value) => values.includes(value),
  form: `one of ${values.join(', ')}`,
});

/** @type {Record<string, Field>} */
const fields = {
  status: {
    fits: (value) => Number.isInteger(value) && value >= 400 && value <= 599,
    form: 'a status from 400 to 599',
  },
  scope: oneOf('operation', 'server'),
  when: text,
  action: text,
  repeat: oneOf('never', 'jitter', 'retryAfter', 'backoff'),
};

/** @type {Field} */
const delay = {
  fits: (value) =>
    Number.isInteger(value?.min) &&
    Number.isInteger(value.max) &&
    0 <= value.min &&
    value.min <= value.max,
  form: 'min and max in milliseconds',
};

/**
 * Every entry of x-error-codes has exactly the fields that its readers rely on.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function errorCodeTable() {
  return {
    Root(root, ctx) {
      const table = nodeOf(ctx, root).get('x-error-codes');
      if (table.entries().length === 0) {
        ctx.report({
          message: 'The contract has no table of error codes. Add x-error-codes.',
          location: table.location,
        });
      }
      for (const [code, entry] of table.entries()) checkEntry(code, entry, ctx);
    },
  };
}

/**
 * @param {string} code
 * @param {import('./node.js').Node} entry
 * @param {import('./redocly.js').Context} ctx
 */
function checkEntry(code, entry, ctx) {
  const expected = { ...fields, ...(entry.value?.repeat === 'jitter' && { delayMs: delay }) };
  for (const [field, { fits, form }] of Object.entries(expected)) {
    const { value, location } = entry.get(field);
    if (fits(value)) continue;
    ctx.report({ message: `${field} of ${code} must be ${form}.`, location });
  }
  for (const [field, { location }] of entry.entries().filter(([field]) => !(field in expected))) {
    const why =
      field === 'delayMs' ? 'goes with repeat: jitter only' : 'is not a field of the table';
    ctx.report({ message: `${field} of ${code} ${why}. Remove it.`, location: location.key() });
  }
}
