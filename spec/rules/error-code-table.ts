import { type Node, nodeOf } from './node.ts';
import type { Context, Visitor } from './redocly.js';
import { everyObjects } from './schema-words.ts';

interface Field {
  fits: (value: unknown) => boolean;
  form: string;
}

const text: Field = {
  fits: (value) => typeof value === 'string' && value.trim() !== '',
  form: 'a text',
};
const oneOf: (...values: string[]) => Field = (...values) => ({
  fits: (value) => typeof value === 'string' && values.includes(value),
  form: `one of ${values.join(', ')}`,
});

const fields: Record<string, Field> = {
  status: {
    fits: (value) => isInteger(value) && value >= 400 && value <= 599,
    form: 'a status from 400 to 599',
  },
  scope: oneOf('operation', 'server'),
  when: text,
  action: text,
  repeat: oneOf('never', 'jitter', 'retryAfter', 'backoff'),
};

const delay: Field = {
  fits: (value) => {
    const { min, max } = (value ?? {}) as { min?: unknown; max?: unknown };
    return isInteger(min) && isInteger(max) && 0 <= min && min <= max;
  },
  form: 'min and max in milliseconds',
};

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

/** Every code has a page, and every entry of x-error-codes has exactly the fields that its readers rely on. */
export default function errorCodeTable(): Visitor {
  return {
    Root(root, ctx) {
      const table = nodeOf(ctx, root).get('x-error-codes');
      if (table.entries().length === 0) {
        ctx.report({
          message: 'The contract has no table of error codes. Add x-error-codes.',
          location: table.location,
        });
      }
      const known = new Map<string, string>();
      for (const [code, entry] of table.entries()) {
        const message = problemOfName(code, known.get(code.toLowerCase()));
        if (message) ctx.report({ message, location: entry.location.key() });
        known.set(code.toLowerCase(), code);
        checkEntry(code, entry, ctx);
      }
    },
  };
}

function problemOfName(code: string, other: string | undefined): string | undefined {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/i.test(code) || everyObjects.includes(code))
    return `An error code cannot be called ${code}. Write words of letters and digits with _ between them, such as BOAT_LOCKED.`;
  return other && `${code} and ${other} have one page on some machines. Rename one of them.`;
}

function checkEntry(code: string, entry: Node, ctx: Context) {
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
