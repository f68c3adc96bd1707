import type { ExampleResponse, Examples } from './contract.js';
import type { ApiResponse } from './http.js';

/** The response of the contract's named request that this one equals. */
export function namedResponse(
  { exchanges }: Examples,
  pathParameters: Record<string, string>,
  body: unknown,
): ExampleResponse | undefined {
  const asked = canonical([pathParameters, body]);
  return exchanges.find((each) => canonical([each.pathParameters, each.request]) === asked)
    ?.response;
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
