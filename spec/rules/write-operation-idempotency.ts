import { eachOperation, examplesOf, parametersOf, writeMethods } from './operation.ts';
import type { Visitor } from './redocly.js';

/**
 * Every write operation takes the idempotency header, and the examples of its 409 show each of the
 * codes that come with it.
 */
export default function writeOperationIdempotency({
  header,
  codes,
}: {
  header: string;
  codes: string[];
}): Visitor {
  return eachOperation((operation, { pathItem, method, report }) => {
    if (!writeMethods.includes(method)) return;
    const { operationId } = operation.value;

    const takesHeader = parametersOf(operation, pathItem).some(
      ({ value }) => value?.in === 'header' && value.name.toLowerCase() === header.toLowerCase(),
    );
    if (!takesHeader) {
      report({
        message: `${operationId} changes something but takes no ${header}. Add the header to its parameters.`,
        location: operation.get('parameters').location,
      });
    }

    const conflict = operation.get('responses', '409');
    const shown = examplesOf(conflict).map(([, example]) => example.value?.value?.code);
    for (const code of codes.filter((code) => !shown.includes(code))) {
      report({
        message: `The 409 of ${operationId} does not show ${code}. Add an example with this code.`,
        location: conflict.location,
      });
    }
  });
}
