import { type OperationValidators, operations } from '@connect-api/validators';
import { rules } from '../generated/rules.js';
import { detailsOf } from '../problems/detail.js';
import type { RequestCheck, ResponseCheck } from './request-check.js';

/** The contract's own checks of requests, by `operationId`. */
export const requestChecks: Record<string, RequestCheck> = Object.fromEntries(
  operations.map((operation) => [operation.operationId, requestCheckOf(operation)]),
);

function requestCheckOf({
  requestHeaders,
  requestCookies,
  pathParameters,
  queryParameters,
  requestBody,
}: OperationValidators): RequestCheck {
  return {
    headers: requestHeaders,
    cookies: requestCookies,
    path: pathParameters,
    query: queryParameters,
    body: (body) => detailsOf(requestBody(body)),
  };
}

/** Checks a subscription as the operations that have rules answer it: one of them may, and others not. */
export const subscriptionCheck: ResponseCheck = (body) => {
  const found = operations
    .filter(({ operationId }) => Object.hasOwn(rules, operationId))
    .map(({ response }) => detailsOf(response(200, { headers: { 'X-Request-Id': 'none' }, body })));
  if (found.some((details) => details.length === 0)) return [];
  // An operation that answers otherwise names no property.
  return found.find((details) => details.some(({ property }) => property)) ?? [];
};
