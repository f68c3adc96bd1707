import { eachOperation } from './operation.js';

/**
 * Every operation has the responses that each can answer with, whatever it does, and one with a
 * request body those that come of bodies.
 *
 * @param {{ always: string[], withBody: string[] }} options statuses
 * @returns {import('./redocly.js').Visitor}
 */
export default function commonResponses({ always, withBody }) {
  const { PathItem } = eachOperation((operation, { report }) => {
    const { operationId, requestBody } = operation.value;
    const responses = operation.get('responses');
    const asked = [...always, ...(requestBody ? withBody : [])].map(String);
    for (const status of asked.filter((one) => !(one in responses.value))) {
      const location = responses.location;
      report({ message: `${operationId} has no response ${status}. Add it.`, location });
    }
  });
  // Webhooks are the other side's to answer.
  return { Paths: { PathItem: /** @type {any} */ (PathItem) } };
}
