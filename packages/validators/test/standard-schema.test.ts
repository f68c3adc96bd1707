import { document, exchangesOf, requestOf } from '@connect-api/spec';
import { operations } from '@connect-api/validators';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { describe, expect, test } from 'vitest';
import { asStandardSchema } from '../src/standard-schema.js';

const told = (schema: StandardSchemaV1, value: unknown) => schema['~standard'].validate(value);

describe.each(exchangesOf(document))('the validators of the exchange $name', (exchange) => {
  const operation = operations.find(({ operationId }) => operationId === exchange.operationId);
  if (!operation) throw new Error(exchange.operationId);

  test('are Standard Schemas', () => {
    const { requestBody, pathParameters, request } = operation;
    expect(requestBody['~standard']).toMatchObject({ version: 1, vendor: 'connect-api' });
    if (exchange.request !== undefined)
      expect(told(requestBody, exchange.request)).toEqual({ value: exchange.request });
    expect(told(pathParameters, exchange.pathParameters)).toEqual({
      value: exchange.pathParameters,
    });
    const { path, headers } = requestOf(document, exchange);
    const query = new URL(path, 'http://api.test').searchParams;
    const input = { path: exchange.pathParameters, body: exchange.request };
    expect(told(request, { ...input, query, headers })).toMatchObject({ value: input });
  });

  test('take what is no object for what does not fit', () => {
    const { pathParameters, queryParameters, requestHeaders, request } = operation;
    for (const schema of [pathParameters, queryParameters, requestHeaders, request]) {
      for (const value of [undefined, null, 'text'])
        expect(told(schema, value)).toEqual({
          issues: [{ message: 'Must be an object.', path: [] }],
        });
    }
  });
});

test.each([
  [undefined, []],
  ['schedule.date', ['schedule', 'date']],
  ['details[10].code', ['details', 10, 'code']],
  ['["a.b"].c', ['a.b', 'c']],
  ['["say \\"x\\""][0]', ['say "x"', 0]],
  ['X-Idempotency-Key', ['X-Idempotency-Key']],
])('an issue about %s has the path %j', (property, path) => {
  const detail = { message: 'No.', code: 'FIELD_INVALID', ...(property && { property }) };
  const schema = asStandardSchema(
    () => ({ valid: false, details: [detail] }),
    () => true,
  );
  expect(told(schema, 1)).toEqual({ issues: [{ message: 'No.', path }] });
});
