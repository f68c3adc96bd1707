import type { ErrorDetail } from '@connect-api/types';
import { check } from './check.js';
import type { ContractOperation, ContractResponse, Part } from './generated-module.js';
import { asStandardSchema, isObject } from './standard-schema.js';
import type { RequestInput, ResponseInput, Validation } from './types.js';
import {
  cookiesReader,
  type HeadersInput,
  headersReader,
  type QueryInput,
  queryReader,
} from './wire.js';

/** The validators of one operation of the contract. */
export function operationValidators(operation: ContractOperation) {
  const { operationId, method, path } = operation;
  const readQuery = queryReader(operation.queryParameters.schema, operation.joined);
  const requestHeaders = asStandardSchema(headersCheck(operation.requestHeaders), isObject);
  const requestCookies = asStandardSchema(cookiesCheck(operation.requestCookies), isObject);
  const responses = Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [
      status,
      responseCheck(response),
    ]),
  );
  const pathParameters = asStandardSchema(
    (values: Readonly<Record<string, unknown>>) =>
      // A copy, because an integer takes the place of its text.
      check(operation.pathParameters, { ...values }, 'parameter'),
    isObject,
  );
  const queryParameters = asStandardSchema(
    (query: QueryInput) => check(operation.queryParameters, readQuery(query), 'parameter'),
    isObject,
  );
  const requestBody = asStandardSchema(
    (body: unknown): Validation<unknown> => {
      if (!operation.requestBody) return valid(undefined);
      return checkBody(operation.requestBody.part, body, operation.requestBody.required, 'request');
    },
    () => true,
  );
  return {
    operationId,
    method,
    path,
    pathParameters,
    queryParameters,
    requestHeaders,
    requestCookies,
    requestBody,
    request: asStandardSchema(
      (input: RequestInput) =>
        together({
          headers: requestHeaders(input.headers ?? {}),
          cookies: requestCookies(input.headers ?? {}),
          path: pathParameters(input.path ?? {}),
          query: queryParameters(input.query ?? {}),
          body: requestBody(input.body),
        }),
      isObject,
    ),
    response(status: number, response: ResponseInput) {
      // The status, its range, or `default` (OpenAPI 3.1, Responses Object).
      const found =
        responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];
      return found ? found(status, response) : invalid(undeclaredStatus(operation, status));
    },
  };
}

function responseCheck({ headers: part, body: bodyPart }: ContractResponse) {
  const checkHeaders = headersCheck(part);
  return (status: number, { headers = {}, body }: ResponseInput) =>
    together({
      status: valid(status),
      headers: checkHeaders(headers),
      body: bodyPart ? checkBody(bodyPart, body, true, 'response') : valid(undefined),
    });
}

function headersCheck(part: Part) {
  const read = headersReader(part.schema);
  return (headers: HeadersInput) => check(part, read(headers), 'header');
}

function cookiesCheck(part: Part | undefined) {
  if (!part) return () => valid({});
  const read = cookiesReader(part.schema);
  return (headers: HeadersInput) => check(part, read(headers), 'cookie');
}

function undeclaredStatus({ responses }: ContractOperation, status: number): ErrorDetail {
  const declared = Object.keys(responses).join(', ');
  return {
    message: `The contract names no response with the status ${status}, only ${declared}.`,
    code: 'FIELD_INVALID',
  };
}

function checkBody(part: Part, body: unknown, required: boolean, message: 'request' | 'response') {
  if (body !== undefined) return check(part, body, 'property');
  if (!required) return valid(undefined);
  return invalid({ message: `The ${message} must have a body.`, code: 'FIELD_REQUIRED' });
}

/** Valid when all are; otherwise the details of all of them. */
function together(parts: Record<string, Validation<unknown>>): Validation<Record<string, unknown>> {
  const value: Record<string, unknown> = {};
  const details: ErrorDetail[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (part.valid) value[name] = part.value;
    else details.push(...part.details);
  }
  return details.length > 0 ? { valid: false, details } : valid(value);
}

function valid<Value>(value: Value): Validation<Value> & { valid: true } {
  return { valid: true, value };
}

function invalid(detail: ErrorDetail): Validation<never> {
  return { valid: false, details: [detail] };
}
