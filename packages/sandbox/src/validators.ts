import { type OperationValidators, operations, type Validation } from '@connect-api/validators';
import type { Detail } from './detail.js';
import { rules } from './generated/rules.js';
import type { RequestCheck, ResponseCheck } from './validation.js';

/** The contract's own checks of requests, by `operationId`. */
export const requestChecks: Record<string, RequestCheck> = Object.fromEntries(
  operations.map((operation) => [operation.operationId, requestCheckOf(operation)]),
);

function requestCheckOf({
  requestHeaders,
  pathParameters,
  queryParameters,
  requestBody,
}: OperationValidators): RequestCheck {
  return {
    headers: (headers) => detailsOf(requestHeaders(headers)),
    path: (parameters) => detailsOf(pathParameters(parameters)),
    query: (parameters) => detailsOf(queryParameters(parameters)),
    body: (body) => detailsOf(requestBody(body)),
  };
}

/** Checks a subscription as the operations that have rules answer it. */
export const subscriptionCheck: ResponseCheck = (body) => {
  const operation = operations.find(({ operationId }) => Object.hasOwn(rules, operationId));
  if (!operation) return [];
  return detailsOf(operation.response(200, { headers: { 'X-Request-Id': 'none' }, body }));
};

function detailsOf(result: Validation<unknown>): Detail[] {
  return result.valid ? [] : result.details;
}
