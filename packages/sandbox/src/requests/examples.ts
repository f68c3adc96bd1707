import type { ExampleResponse, Examples } from '../operation.js';
import type { ApiResponse } from './http.js';

/** A request that fits the contract, its parameters as they came. */
export interface AskedInText {
  path: Record<string, string>;
  query: Record<string, string | string[]>;
  body: unknown;
}

/** The response of the contract's named request that this one equals; one that names a query says more. */
export function namedResponse(
  { exchanges }: Examples,
  { path, query, body }: AskedInText,
): ExampleResponse | undefined {
  const asked = canonical([path, body]);
  const equal = exchanges.filter(
    (each) => canonical([each.pathParameters, each.request]) === asked,
  );
  const isAsked = (wanted: NonNullable<(typeof equal)[number]['query']>) =>
    Object.entries(wanted).every(([name, value]) => `${query[name]}` === `${value}`);
  const found = equal.find((each) => each.query && isAsked(each.query));
  return (found ?? equal.find((each) => !each.query))?.response;
}

/**
 * The response to every other request: that nothing is there, where the path names what no example has
 * and the operation says what it then answers. Subscriptions are looked up in the world.
 */
export function otherResponse(
  { exchanges, otherwise }: Examples,
  path: Record<string, string>,
): ExampleResponse {
  const missing = exchanges.find(({ response }) => response.status === 404);
  const isShown = exchanges.some(
    ({ pathParameters, response }) =>
      response.status < 300 &&
      Object.entries(path).every(
        ([name, value]) => name === 'subscriptionId' || pathParameters[name] === value,
      ),
  );
  return missing && !isShown ? missing.response : otherwise;
}

/** Answers as an example does. */
export function answerAs(
  { status, body: answer }: ExampleResponse,
  requestId: string,
): ApiResponse {
  return {
    status,
    headers: {
      ...(answer !== undefined && { 'Content-Type': 'application/json' }),
      'X-Request-Id': requestId,
    },
    body: answer === undefined ? '' : JSON.stringify(answer),
  };
}

/** Whether a named request that succeeds has this subscription in its path. */
export function isNamedByExamples({ exchanges }: Examples, subscriptionId: string): boolean {
  return exchanges.some(
    ({ pathParameters, response }) =>
      pathParameters['subscriptionId'] === subscriptionId && response.status < 300,
  );
}

/** JSON whose text does not depend on the order of properties. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
