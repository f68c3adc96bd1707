import { eachOperation } from './operation.ts';
import type { Visitor } from './redocly.js';

/**
 * Every operation has the responses that each can answer with, whatever it does, and one with a
 * request body those that come of bodies.
 *
 * @param options statuses
 */
export default function commonResponses({
  always,
  withBody,
}: {
  always: string[];
  withBody: string[];
}): Visitor {
  return eachOperation((operation, { report }) => {
    const { operationId, requestBody } = operation.value;
    const responses = operation.get('responses');
    const asked = [...always, ...(requestBody ? withBody : [])].map(String);
    for (const status of asked.filter((one) => !(one in responses.value))) {
      const location = responses.location;
      report({ message: `${operationId} has no response ${status}. Add it.`, location });
    }
  });
}
