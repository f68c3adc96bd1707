import {
  digest,
  document,
  examplesOf,
  exchangesOf,
  json,
  operationsOf,
  type SchemaObject,
} from '@connect-api/spec';
import { contractDigest, type OperationValidators, operations } from '@connect-api/validators';
import { describe, expect, test } from 'vitest';

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
    const input = { path: exchange.pathParameters, headers: {}, body: exchange.request };
    expect(validatorsOf(exchange.operationId).request(input)).toEqual({
      valid: true,
      value: {
        path: exchange.pathParameters,
        query: {},
        headers: {},
        cookies: {},
        body: exchange.request,
      },
    });
  });
});

const responses = operationsOf(document).flatMap(({ operationId, responses }) =>
  Object.entries(responses).flatMap(([status, response]) =>
    examplesOf(document, json(response)).map(({ name, value }) => ({
      operationId,
      status,
      name,
      value,
    })),
  ),
);

test.each(responses)(
  '$operationId answers $status $name as the contract says',
  ({ operationId, status, value }) => {
    const code = status === 'default' ? 503 : Number(status);
    const headers = { 'X-Request-Id': 'req-1', 'Retry-After': '2' };
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
