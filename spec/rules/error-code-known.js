import { nodeOf } from './node.js';
import { eachOperation, examplesOf, isError } from './operation.js';

/**
 * Every error code in an example is in the table, under the status of its response (`default` stands
 * for the statuses that the operation does not name), and every code of operations has an example.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function errorCodeKnown() {
  /** @type {import('./node.js').Node} */
  let table;
  const shown = new Set();
  let faulty = false;

  /**
   * @param {string} status of the response
   * @param {string[]} declared statuses of the operation
   * @param {any} code
   * @returns {string | undefined} what is wrong
   */
  function fault(status, declared, code) {
    const entry = table.value?.[code];
    if (!entry) return `The code ${code} is not in x-error-codes. Add it there or correct it.`;
    if (status === 'default') {
      return declared.includes(String(entry.status))
        ? `The code ${code} comes with ${entry.status}, which has a response of its own. Move the example there.`
        : undefined;
    }
    return matches(status, entry.status)
      ? undefined
      : `The code ${code} comes with ${entry.status}, not with ${status}. Move the example or correct the table.`;
  }

  return {
    Root: {
      enter(root, ctx) {
        table = nodeOf(ctx, root).get('x-error-codes');
      },
      leave(_root, ctx) {
        // The code that is not shown is likely the one that was meant there.
        if (faulty) return;
        for (const [code, { value, location }] of table.entries()) {
          if (value.scope !== 'operation' || shown.has(code)) continue;
          ctx.report({
            message: `No error response shows the code ${code}. Add an example, or take the code out.`,
            location: location.key(),
          });
        }
      },
    },
    ...eachOperation((operation, { report }) => {
      const responses = operation.get('responses').entries();
      const declared = responses.map(([status]) => status);
      for (const [status, response] of responses.filter(([status]) => isError(status))) {
        for (const [, example] of examplesOf(response)) {
          const code = example.get('value', 'code');
          shown.add(code.value);
          const message = fault(status, declared, code.value);
          if (!message) continue;
          faulty = true;
          report({ message, location: code.location });
        }
      }
    }),
  };
}

/**
 * @param {string} declared a status or a range such as `4XX`
 * @param {number} status
 */
function matches(declared, status) {
  return new RegExp(`^${declared.replaceAll(/x/gi, '\\d')}$`).test(String(status));
}
