// The validators of an operation that has everything an operation can have, from parts of its own.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { anyEventValidator, eventValidators } from '../src/events.js';
import type { ContractOperation, Part } from '../src/generated-module.js';
import { operationValidators } from '../src/operation.js';

const ajv = new Ajv2020({ allErrors: true, strict: false });

function partOf(schema: object): Part {
  return { schema: schema as Part['schema'], validate: ajv.compile(schema) as Part['validate'] };
}
const demand = (...names: string[]) =>
  partOf({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    required: names,
  });
const nothing = partOf({ type: 'object' });

const plain: ContractOperation = {
  operationId: 'readBoat',
  method: 'GET',
  path: '/boats/{name}',
  pathParameters: nothing,
  queryParameters: nothing,
  requestHeaders: nothing,
  responses: { 204: { headers: nothing } },
};
const full: ContractOperation = {
  ...plain,
  pathParameters: demand('name'),
  queryParameters: demand('sort'),
  requestHeaders: demand('X-Key'),
  requestCookies: demand('session'),
  requestBody: { required: true, part: demand('sail') },
  responses: {
    200: { headers: demand('ETag'), body: demand('name') },
    '4XX': { headers: nothing, body: demand('code') },
  },
};

const detailsOf = (result: { valid: boolean; details?: readonly object[] }) =>
  result.valid ? [] : result.details;
const missing = (noun: string, property: string) => ({
  message: `The ${noun} is required.`,
  code: 'FIELD_REQUIRED',
  property,
});

describe('a request', () => {
  const validators = operationValidators(full);

  test('is told at once what is missing in all of its parts, each in its word', () => {
    expect(detailsOf(validators.request({}))).toEqual([
      missing('header', 'X-Key'),
      missing('cookie', 'session'),
      missing('parameter', 'name'),
      missing('parameter', 'sort'),
      { message: 'The request must have a body.', code: 'FIELD_REQUIRED' },
    ]);
  });

  test('is told the same by the validator of each part', () => {
    const { requestHeaders, requestCookies, pathParameters, queryParameters, requestBody } =
      validators;
    expect(detailsOf(requestHeaders({}))).toEqual([missing('header', 'X-Key')]);
    expect(detailsOf(requestCookies({}))).toEqual([missing('cookie', 'session')]);
    expect(detailsOf(pathParameters({}))).toEqual([missing('parameter', 'name')]);
    expect(detailsOf(queryParameters({}))).toEqual([missing('parameter', 'sort')]);
    expect(detailsOf(requestBody({}))).toEqual([missing('property', 'sail')]);
  });

  test('gives its values back under the names of the contract', () => {
    const request = {
      headers: { 'x-key': 'a', cookie: 'session=b' },
      path: { name: 'c' },
      query: { sort: 'd' },
      body: { sail: 'e' },
    };
    expect(validators.request(request)).toEqual({
      valid: true,
      value: {
        headers: { 'X-Key': 'a' },
        cookies: { session: 'b' },
        path: { name: 'c' },
        query: { sort: 'd' },
        body: { sail: 'e' },
      },
    });
  });

  test('of an operation without a body may have one, which says nothing', () => {
    const { requestBody } = operationValidators(plain);
    expect(requestBody({ sail: 1 })).toEqual({ valid: true, value: undefined });
  });

  test('may be without a body where that is optional', () => {
    const { requestBody } = operationValidators({
      ...full,
      requestBody: { required: false, part: demand('sail') },
    });
    expect(requestBody(undefined)).toEqual({ valid: true, value: undefined });
    expect(detailsOf(requestBody({}))).toEqual([missing('property', 'sail')]);
  });
});

describe('a response', () => {
  const { response } = operationValidators(full);

  test('is held against its status, or the range of it', () => {
    const right = { headers: { etag: 'a' }, body: { name: 'b' } };
    expect(response(200, right)).toEqual({
      valid: true,
      value: { status: 200, headers: { ETag: 'a' }, body: { name: 'b' } },
    });
    expect(detailsOf(response(200, { body: {} }))).toEqual([
      missing('header', 'ETag'),
      missing('property', 'name'),
    ]);
    const exact = { ...full.responses, 404: { headers: nothing, body: demand('lost') } };
    const { response: more } = operationValidators({ ...full, responses: exact });
    expect(detailsOf(more(404, { body: {} }))).toEqual([missing('property', 'lost')]);
    for (const status of [400, 404, 499]) {
      expect(detailsOf(response(status, { body: {} }))).toEqual([missing('property', 'code')]);
    }
    expect(detailsOf(response(404, {}))).toEqual([
      { message: 'The response must have a body.', code: 'FIELD_REQUIRED' },
    ]);
  });

  test('with a status that the contract does not name is told those that it names', () => {
    for (const status of [201, 399, 500]) {
      expect(detailsOf(response(status, {}))).toEqual([
        {
          message: `The contract names no response with the status ${status}, only 200, 4XX.`,
          code: 'FIELD_INVALID',
        },
      ]);
    }
  });

  test('with any other status is held against the default, where there is one', () => {
    const { response } = operationValidators({
      ...full,
      responses: { ...full.responses, default: { headers: nothing, body: demand('reason') } },
    });
    expect(detailsOf(response(500, { body: {} }))).toEqual([missing('property', 'reason')]);
    expect(detailsOf(response(404, { body: {} }))).toEqual([missing('property', 'code')]);
  });
});

describe('an event', () => {
  const typed = partOf({
    type: 'object',
    properties: { event: { enum: ['boat.sunk', 'boat.found'] } },
    required: ['event'],
  });
  const shared = 'a/b~c%41';
  const body = partOf({ type: 'object', properties: { event: {} }, required: ['event', 'at'] });
  const bodies = {
    'boat.sunk': { body, shared: { [shared]: demand('name') } },
  };
  const events = eventValidators({ typed, bodies });
  const any = anyEventValidator({ typed, bodies }, events);

  test('is told what is wrong in it and in the part that others have, too', () => {
    const wrong = { event: 'boat.sunk', [shared]: {} };
    const details = [missing('property', 'at'), missing('property', `["${shared}"].name`)];
    expect(detailsOf(any(wrong))).toEqual(details);
    expect(detailsOf(events['boat.sunk']?.(wrong) ?? { valid: true })).toEqual(details);
  });

  test('is told what was meant, in itself and in that part', () => {
    const closed = (...names: string[]) =>
      partOf({
        type: 'object',
        properties: Object.fromEntries(names.map((name) => [name, {}])),
        additionalProperties: false,
      });
    const [event = expect.unreachable()] = Object.values(
      eventValidators({
        bodies: { any: { body: closed('event', shared), shared: { [shared]: closed('name') } } },
      }),
    );
    expect(detailsOf(event({ evnt: 1, [shared]: { nam: 1 } }))).toMatchObject([
      { code: 'FIELD_UNKNOWN', property: 'evnt', suggestion: 'event' },
      { code: 'FIELD_UNKNOWN', property: `["${shared}"].nam`, suggestion: 'name' },
    ]);
  });

  test('may be without that part where its own schema does not ask for it', () => {
    expect(any({ event: 'boat.sunk', at: 'x' }).valid).toBe(true);
    expect(any({ event: 'boat.sunk', at: 'x', [shared]: { name: 'y' } }).valid).toBe(true);
  });

  test.each([null, 0, '', false])('may not have %j in the place of that part', (part) => {
    expect(detailsOf(any({ event: 'boat.sunk', at: 'x', [shared]: part }))).toMatchObject([
      { message: 'Must be an object.', property: `["${shared}"]` },
    ]);
  });

  test('is told when something is required, beside that part, too', () => {
    const when = (kind: string, ...required: string[]) => ({
      properties: { kind: { const: kind } },
      required,
    });
    const body = partOf({ type: 'object', oneOf: [when('fire', 'smoke'), when('leak')] });
    const [event = expect.unreachable()] = Object.values(
      eventValidators({ bodies: { any: { body, shared: { [shared]: demand('name') } } } }),
    );
    expect(detailsOf(event({ kind: 'fire' }))).toMatchObject([
      { message: 'The property is required when kind is fire.', property: 'smoke' },
    ]);
  });

  test('without the type, or of one that has no webhook, is told so', () => {
    expect(detailsOf(any({}))).toEqual([missing('property', 'event')]);
    expect(detailsOf(any({ event: 'boat.found' }))).toEqual([
      { message: 'The contract has no events.', code: 'FIELD_INVALID' },
    ]);
  });

  test('is anything, as a Standard Schema, and is told what it must be', async () => {
    for (const schema of [any, events['boat.sunk'] ?? expect.unreachable()]) {
      expect(await schema['~standard'].validate('text')).toEqual({
        issues: [{ message: 'Must be an object.', path: [] }],
      });
      const { issues } = await schema['~standard'].validate({ event: 'boat.sunk' });
      expect(issues).toEqual([{ message: 'The property is required.', path: ['at'] }]);
    }
  });
});
