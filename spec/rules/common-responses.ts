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
    const { operationId, requestBody, security } = operation.value;
    // Nobody is turned away from it (api-key-required).
    const choices = security?.map((one: object) => Object.keys(one).length);
    const isOpen = choices?.length === 0 || choices?.includes(0);
    const responses = operation.get('responses');
    const asked = [...always, ...(requestBody ? withBody : [])]
      .map(String)
      .filter((status) => !(isOpen && status === '401'));
    for (const status of asked.filter((one) => !(one in responses.value))) {
      const location = responses.location;
      report({ message: `${operationId} has no response ${status}. Add it.`, location });
    }
  });
}
