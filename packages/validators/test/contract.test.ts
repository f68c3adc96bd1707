import {
  codeOf,
  digest,
  document,
  examplesOf,
  exchangesOf,
  json,
  operationsOf,
  requestOf,
  type SchemaObject,
} from '@connect-api/spec';
import { contractDigest, type OperationValidators, operations } from '@connect-api/validators';
import { describe, expect, test } from 'vitest';
import { headersOf } from './headers.js';

test('the validators carry the digest of the contract', () => {
  expect(contractDigest).toBe(digest);
});

test('every operation of the contract has its validators', () => {
  expect(operations.map(({ operationId, method, path }) => [operationId, method, path])).toEqual(
    operationsOf(document).map(({ operationId, method, path }) => [
      operationId,
      method.toUpperCase(),
      path,
    ]),
  );
});

describe.each(exchangesOf(document))('the exchange $name', (exchange) => {
  test('has a request that fits the contract', () => {
    const { path, headers } = requestOf(document, exchange);
    const query = new URL(path, 'http://api.test').searchParams;
    const input = { path: exchange.pathParameters, query, headers, body: exchange.request };
    expect(validatorsOf(exchange.operationId).request(input)).toMatchObject({
      valid: true,
      value: {
        path: exchange.pathParameters,
        query: exchange.parameters.query,
        cookies: exchange.parameters.cookie,
      },
    });
  });

  test.runIf(exchange.request !== undefined)('has a body that stays as it is', () => {
    const { requestBody } = validatorsOf(exchange.operationId);
    expect(requestBody(exchange.request)).toEqual({ valid: true, value: exchange.request });
  });
});

const responses = operationsOf(document).flatMap(({ operationId, responses }) =>
  Object.entries(responses).flatMap(([status, response]) =>
    examplesOf(document, json(response)).map(({ name, value }) => ({
      operationId,
      status,
      name,
      value,
      code: codeOf(responses, status),
      headers: headersOf(response),
    })),
  ),
);

test.each(responses)(
  '$operationId answers $status $name as the contract says',
  ({ operationId, code, headers, value }) => {
    expect(validatorsOf(operationId).response(code, { headers, body: value })).toMatchObject({
      valid: true,
    });
  },
);

test('responses are open: unknown fields, headers and values of open enumerations pass', () => {
  const [example] = responses.filter(({ status }) => status === '200');
  const body = { ...example?.value, type: 'SATELLITE', invented: { later: true } };
  const headers = { 'X-Request-Id': 'req-1', 'X-Invented': 'later' };
  const result = validatorsOf(String(example?.operationId)).response(200, { headers, body });
  expect(result).toMatchObject({ valid: true, value: { body } });
});

test('every code of a detail is one that the contract knows', () => {
  const [suggested] = document.components.schemas['ErrorDetailCode']?.anyOf ?? [];
  const known = (suggested as SchemaObject | undefined)?.enum;
  expect(known).toEqual(
    expect.arrayContaining(['FIELD_REQUIRED', 'FIELD_INVALID', 'FIELD_UNKNOWN']),
  );
});

function validatorsOf(operationId: string): OperationValidators {
  const found = operations.find((operation) => operation.operationId === operationId);
  if (!found) throw new Error(`No validators for ${operationId}`);
  return found;
}
