// The generated code and a fresh Ajv, which reads the contract's own document, must agree on every value.
import type { Way } from '@connect-api/probes';
import {
  codeOf,
  document,
  exchangesOf,
  json,
  operationsOf,
  resolve,
  type SchemaObject,
} from '@connect-api/spec';
import { type OperationValidators, operations } from '@connect-api/validators';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valuesOf } from './altered.js';
import { headersOf } from './headers.js';

/** Of what travels one way only nothing is required on the other (OpenAPI 3.1, Schema Object). */
const judges = { request: judgeOf('readOnly'), response: judgeOf('writeOnly') };

const exchanges = exchangesOf(document);

/** What was compared at length: every operation has the same errors and much the same parameters. */
const compared: Map<string, ReturnType<typeof comparisonOf>> = new Map();
const comparisonOf = (schema: object, way: Way) => ({
  judge: judges[way].compile(absolute(schema)),
  all: valuesOf(schema, way),
});

describe.each(operationsOf(document))(
  '$operationId',
  ({ operationId, requestBody, responses, parameters }) => {
    const validators = operations.find(
      (one) => one.operationId === operationId,
    ) as OperationValidators;

    const body = json(requestBody)?.schema;
    if (body)
      test('request bodies', () => {
        agree(body, (value) => validators.requestBody(value));
      });

    const withBody = Object.keys(responses).filter((status) => json(responses[status]));
    test.each(withBody)('bodies of response %s', (status) => {
      const code = codeOf(responses, status);
      const headers = headersOf(responses[status]);
      agree(
        json(responses[status])?.schema ?? {},
        (value) => validators.response(code, { headers, body: value }),
        { way: 'response', mayBeWrong: !isAnything(json(responses[status])?.schema) },
      );
    });

    // What else an operation demands is there, from its first exchange.
    const first = exchanges.find((one) => one.operationId === operationId);
    const others = { path: first?.pathParameters, ...first?.parameters };

    // How lists and objects are written in a URL is a matter of wire.test.ts.
    const plain = parameters.filter(
      ({ in: place, schema }) =>
        place !== 'cookie' &&
        !['array', 'object'].includes(String(resolve(document, schema)?.type)),
    );
    test.each(plain)('values of $name', ({ name, in: place, schema }) => {
      const validate = {
        path: (value: unknown) => validators.pathParameters({ ...others.path, [name]: value }),
        header: (value: unknown) =>
          validators.requestHeaders({ ...inText(others.header), [name]: value as string }),
        query: (value: unknown) =>
          validators.queryParameters({ ...inText(others.query), [name]: value as string }),
      }[String(place)];
      // On the way every value is text: of the others those that a text stands for.
      const isText = resolve(document, schema)?.type === 'string';
      agree(schema ?? {}, (value) => validate?.(String(value)), {
        suitable: (value) =>
          typeof value === 'string'
            ? isText || (Number.isNaN(Number(value)) && !/^(true|false)$/.test(value))
            : !isText && ['number', 'boolean'].includes(typeof value),
        mayBeWrong: !isAnyText(schema ?? {}),
      });
    });
  },
);

function agree(
  schema: object,
  validate: (value: unknown) => { valid: boolean; details?: unknown[] } | undefined,
  {
    way = 'request',
    suitable = () => true,
    mayBeWrong = true,
  }: { way?: Way; suitable?: (value: unknown) => boolean; mayBeWrong?: boolean } = {},
) {
  const key = `${way} ${JSON.stringify(schema)}`;
  const known = compared.get(key);
  const { judge, all } = known ?? comparisonOf(schema, way);
  const values = all.filter(suitable);
  const agrees = fc.property(values, (value) => {
    const result = validate(value);
    const expected = judge(value);
    expect(result?.valid).toBe(expected);
    if (!expected) expect(result?.details).not.toEqual([]);
  });
  // That an operation asks this schema at all shows in a few.
  if (known) return fc.assert(agrees, { numRuns: 20 });
  compared.set(key, { judge, all });
  const verdicts = fc.sample(values, { numRuns: 1000, seed: 4711 }).map((value) => judge(value));
  expect(new Set(verdicts)).toEqual(new Set(mayBeWrong ? [true, false] : [true]));
  fc.assert(agrees, { numRuns: 200 });
}

/** Values as they are on the way, objects of the query left as they are. */
function inText(given: Record<string, unknown> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      (typeof value === 'object' ? value : String(value)) as string,
    ]),
  );
}

/** A schema whose references lead into the whole document. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract#/'));
}

function isAnyText(reference: object): boolean {
  const { type, minLength, maxLength, pattern, format, ...rest } = resolve(
    document,
    reference as SchemaObject,
  );
  const limits = [minLength, maxLength, pattern, format, rest.enum, rest.const];
  return type === 'string' && limits.every((limit) => limit === undefined);
}

/** Whether nothing is asked of a value, in whatever words it is described. */
function isAnything(schema: object = {}): boolean {
  return Object.keys(schema).every((keyword) => /^(title|description|examples)$/.test(keyword));
}

/** @param mark of the properties that are not required */
function judgeOf(mark: 'readOnly' | 'writeOnly'): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, ownProperties: true });
  addFormats.default(ajv);
  const seen = JSON.parse(JSON.stringify(document), (_, schema) => {
    const { required, properties } = schema ?? {};
    if (!Array.isArray(required) || !properties) return schema;
    const isMarked = (name: string) => resolve(document, properties[name])?.[mark] === true;
    return { ...schema, required: required.filter((name) => !isMarked(name)) };
  });
  return ajv.addSchema(seen, 'contract');
}
