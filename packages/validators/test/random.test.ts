// The generated code and a fresh Ajv, which reads the contract's own document, must agree on every value.
import { document, json, operationsOf, resolve } from '@connect-api/spec';
import { type OperationValidators, operations } from '@connect-api/validators';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryOf } from './arbitrary.js';

const ajv = new Ajv2020({ strict: false, ownProperties: true });
addFormats.default(ajv);
ajv.addSchema(document, 'contract');

describe.each(operationsOf(document))(
  '$operationId',
  ({ operationId, requestBody, responses, parameters }) => {
    const validators = operations.find(
      (one) => one.operationId === operationId,
    ) as OperationValidators;

    test('request bodies', () => {
      agree(json(requestBody)?.schema ?? {}, (body) => validators.requestBody(body));
    });

    test.each(Object.keys(responses))('bodies of response %s', (status) => {
      const code = status === 'default' ? 599 : Number(status);
      const headers = { 'X-Request-Id': 'req-1', 'Retry-After': '1' };
      agree(json(responses[status])?.schema ?? {}, (body) =>
        validators.response(code, { headers, body }),
      );
    });

    test.each(parameters)('values of $name', ({ name, in: place, schema }) => {
      const validate = {
        path: (value: unknown) => validators.pathParameters({ [name]: value }),
        header: (value: unknown) => validators.requestHeaders({ [name]: value as string }),
        query: (value: unknown) => validators.queryParameters({ [name]: value as string }),
      }[String(place)];
      // On the way every value is text: of the others those that a text stands for.
      const isText = resolve(document, schema)?.type === 'string';
      agree(
        schema ?? {},
        (value) => validate?.(String(value)),
        (value) =>
          typeof value === 'string'
            ? isText || (Number.isNaN(Number(value)) && !/^(true|false)$/.test(value))
            : !isText && ['number', 'boolean'].includes(typeof value),
      );
    });
  },
);

function agree(
  schema: object,
  validate: (value: unknown) => { valid: boolean; details?: unknown[] } | undefined,
  suitable: (value: unknown) => boolean = () => true,
) {
  const judge = ajv.compile(absolute(schema));
  const values = arbitraryOf(document, schema).filter(suitable);
  const verdicts = new Set(
    fc.sample(values, { numRuns: 500, seed: 4711 }).map((value) => judge(value)),
  );
  expect(verdicts).toEqual(new Set([true, false]));
  fc.assert(
    fc.property(values, (value) => {
      const result = validate(value);
      const expected = judge(value);
      expect(result?.valid).toBe(expected);
      if (!expected) expect(result?.details).not.toEqual([]);
    }),
    { numRuns: 200 },
  );
}

/** A schema whose references lead into the whole document. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract#/'));
}
