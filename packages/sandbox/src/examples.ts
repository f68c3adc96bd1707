import type { Examples } from './contract.js';
import type { ApiResponse } from './http.js';

/**
 * Answers an operation that has no rules: a named request of the contract gets its named response,
 * any other the first example of success.
 */
export function answerFromExamples(
  { exchanges, otherwise }: Examples,
  pathParameters: Record<string, string>,
  body: unknown,
  requestId: string,
): ApiResponse {
  const asked = canonical([pathParameters, body]);
  const exchange = exchanges.find(
    (each) => canonical([each.pathParameters, each.request]) === asked,
  );
  const { status, body: answer } = exchange?.response ?? otherwise;
  return {
    status,
    headers: {
      ...(answer !== undefined && { 'Content-Type': 'application/json' }),
      'X-Request-Id': requestId,
    },
    body: answer === undefined ? '' : JSON.stringify(answer),
  };
}

/** JSON whose text does not depend on the order of properties. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
