import { type Node, nodeOf } from './node.ts';
import { eachOperation, examplesOf, isError } from './operation.ts';
import type { Visitor } from './redocly.js';

/**
 * Every error code in an example is in the table, under the status of its response (`default` stands
 * for the statuses that the operation does not name), and every code of operations has an example. Where
 * a code is repeated after `Retry-After`, its response documents that header.
 */
export default function errorCodeKnown(): Visitor {
  let table: Node;
  const shown = new Set();
  let faulty = false;

  /**
   * @param status of the response
   * @param declared statuses of the operation
   * @returns what is wrong
   */
  function fault(status: string, declared: string[], code: string): string | undefined {
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
          if (message) {
            faulty = true;
            report({ message, location: code.location });
          } else if (
            table.value[code.value].repeat === 'retryAfter' &&
            !response.get('headers', 'Retry-After').value
          ) {
            report({
              message: `${code.value} is repeated after the seconds of Retry-After, which this response does not have. Add the header.`,
              location: response.get('headers').location,
            });
          }
        }
      }
    }),
  };
}

/** @param declared a status or a range such as `4XX` */
function matches(declared: string, status: number) {
  return new RegExp(`^${declared.replaceAll(/x/gi, '\\d')}$`).test(String(status));
}
