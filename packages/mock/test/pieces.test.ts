// The parts around Prism, each alone, with operations made for them.
import { describe, expect, it } from 'vitest';
import { headerDetails, missingHeaders, parameterDetails } from '../src/details.js';
import { curlCommand, listExamples } from '../src/examples.js';
import { judgeBody } from '../src/judge-body.js';
import { leaveOutSome } from '../src/leave-out.js';
import { encodePath, headerOfScheme, headersOf, listOf } from '../src/prism-input.js';
import { operationOf } from './operation.js';

describe('details of a parameter', () => {
  const operation = operationOf({
    request: {
      headers: [
        {
          name: 'X-Key',
          schema: { type: 'string', minLength: 1 },
          examples: [{ key: 'a', value: 7 }],
        },
        { name: 'X-Note', schema: {}, examples: [{ key: 'a', externalValue: 'http://there' }] },
        { name: 'X-Free' },
      ],
      path: [{ name: 'petId' }],
    },
  });
  const detail = (place: 'header' | 'path', violation: object) =>
    parameterDetails(operation, place, [violation as never]);

  it.each([
    [
      'header',
      { path: ['header', 'x-key'], code: 'maxLength', message: 'Header must NOT be long' },
      { message: 'Must NOT be long.', code: 'FIELD_INVALID', property: 'X-Key', suggestion: '7' },
    ],
    [
      'header',
      { path: ['header', 'x-note'], code: 'required', message: 'whatever' },
      { message: 'The parameter is required.', code: 'FIELD_REQUIRED', property: 'X-Note' },
    ],
    [
      'header',
      { path: ['header'], code: 'required', message: "must have required property 'x-key'" },
      {
        message: 'The parameter is required.',
        code: 'FIELD_REQUIRED',
        property: 'X-Key',
        suggestion: '7',
      },
    ],
    [
      'path',
      { path: ['path', 'petid'], code: 'pattern', message: 'x must match; y must match z' },
      { message: 'Must match; y must match z.', code: 'FIELD_INVALID', property: 'petId' },
    ],
    [
      'path',
      { path: ['path', 'other'], code: 'type', message: 'odd' },
      { message: 'Odd.', code: 'FIELD_INVALID', property: 'other' },
    ],
    [
      'path',
      { path: ['path'], code: 'type', message: 'odd' },
      { message: 'Odd.', code: 'FIELD_INVALID' },
    ],
  ] as const)('of a %s say what, where and what fits: %j', (place, violation, told) => {
    expect(detail(place, violation)).toEqual([told]);
  });

  it('are of their own place only, and none where there is no such place', () => {
    expect(detail('header', { path: ['path', 'petid'], code: 'type', message: '' })).toEqual([]);
    const bare = operationOf({});
    const violation = { path: ['query', 'a'], code: 'type', message: 'no' };
    expect(parameterDetails(bare, 'query', [violation])).toEqual([
      { message: 'No.', code: 'FIELD_INVALID', property: 'a' },
    ]);
    expect(headerDetails(bare, {}, [])).toEqual([]);
    expect(missingHeaders(bare, () => false)).toEqual([]);
  });

  it('name a header that is empty and must not be, and no other', () => {
    const given = { 'x-key': '', 'x-note': '', 'x-free': '' };
    expect(headerDetails(operation, given, [])).toEqual([
      {
        message: 'Must not be empty.',
        code: 'FIELD_INVALID',
        property: 'X-Key',
        suggestion: '7',
      },
    ]);
    expect(headerDetails(operation, { 'x-key': 'a' }, [])).toEqual([]);
    const zero = operationOf({
      request: { headers: [{ name: 'X-Key', schema: { minLength: 0 } }] },
    });
    expect(headerDetails(zero, { 'x-key': '' }, [])).toEqual([]);
  });

  it('name cookies beside headers', () => {
    const cookie = { path: ['cookie', 'session'], code: 'type', message: 'cookie must be long' };
    expect(headerDetails(operation, {}, [cookie])).toEqual([
      { message: 'Must be long.', code: 'FIELD_INVALID', property: 'session' },
    ]);
  });

  it.each([
    ['array', true, false, true],
    ['object', true, false, true],
    ['string', true, false, false],
    ['array', false, false, false],
    ['array', true, true, false],
  ])('miss a header of type %s, required: %s, there: %s: %s', (type, required, there, missed) => {
    const holder = operationOf({
      request: { headers: [{ name: 'X-List', required, schema: { type } }] },
    });
    const found = missingHeaders(holder, (name) => there && name === 'x-list');
    expect(found).toEqual(
      missed ? [{ path: ['header', 'x-list'], code: 'required', message: '' }] : [],
    );
  });
});

describe('the curl line', () => {
  const url = 'http://localhost:4010';
  const operation = {
    iid: 'putPet',
    method: 'put',
    path: '/pets/{petId}',
    security: [
      [{ type: 'apiKey', in: 'header', name: 'X-Api-Key' }],
      [{ type: 'http' }, { type: 'apiKey', in: 'cookie', name: 'c' }],
    ],
    request: {
      path: [
        { name: 'other', examples: [{ key: 'calm', value: 'no' }] },
        {
          name: 'petId',
          examples: [
            { key: 'wild', value: 'w' },
            { key: 'calm', value: 'a/b' },
          ],
        },
      ],
      body: { contents: [{ examples: [{ key: 'calm', value: { says: "it's" } }] }] },
    },
    responses: [
      { code: '400', contents: [{ examples: [{ key: 'wrong', value: {} }] }] },
      {
        code: '201',
        contents: [
          {
            examples: [
              { key: 'calm', value: {} },
              { key: 'wild', value: {} },
            ],
          },
        ],
      },
    ],
  };

  it('is that of the first example of success, as a shell takes it', () => {
    expect(curlCommand([operationOf(operation)], url)).toBe(
      `curl -X PUT 'http://localhost:4010/pets/a%2Fb' -H 'X-Api-Key: any-key' -H 'Content-Type: application/json' -d '{"says":"it'\\''s"}'`,
    );
  });

  it('needs neither body nor security', () => {
    const { security: _, ...open } = operation;
    const plain = { ...open, method: 'get', request: { path: operation.request.path } };
    expect(curlCommand([operationOf(plain)], url)).toBe(
      `curl -X GET 'http://localhost:4010/pets/a%2Fb'`,
    );
    expect(curlCommand([operationOf({ ...plain, path: '/pets', request: {} })], url)).toBe(
      `curl -X GET 'http://localhost:4010/pets'`,
    );
  });

  it('takes the first example of a part that has none of that name', () => {
    const path = [{ name: 'petId', examples: [{ key: 'other', value: 'first' }] }];
    const given = { ...operation, request: { path, body: { contents: [{}] } } };
    expect(curlCommand([operationOf(given)], url)).toContain('/pets/first');
  });

  it.each([
    ['no operation', []],
    ['no success', [{ ...operation, responses: operation.responses.slice(0, 1) }]],
    ['no example', [{ ...operation, responses: [{ code: '200' }] }]],
  ])('asks for the health where there is %s', (_, operations) => {
    expect(curlCommand(operations.map(operationOf), url)).toBe(`curl ${url}/__health`);
  });

  it('has a list of examples beside it', () => {
    expect(listExamples([operationOf(operation)])).toEqual([
      {
        operationId: 'putPet',
        method: 'PUT',
        path: '/pets/{petId}',
        responses: { 400: ['wrong'], 201: ['calm', 'wild'] },
      },
    ]);
  });
});

describe('leaving properties out', () => {
  const left = (body: unknown, random: () => number, isValid = () => true) => {
    leaveOutSome(body, isValid, random);
    return body;
  };

  it('leaves out below a fifth, at every depth, and no items of lists', () => {
    const make = () => ({ a: 1, b: [{ c: 1 }, null, 'text'], d: null });
    expect(left(make(), () => 0.19)).toEqual({});
    expect(left(make(), () => 0.2)).toEqual(make());
    expect(left([{ c: 1 }, 2], () => 0)).toEqual([{}, 2]);
    const draws = [0.9, 0, 0.9];
    expect(left(make(), () => draws.shift() ?? 0.9)).toEqual({ a: 1, d: null });
    const deep = [0.9, 0.9, 0];
    expect(left(make(), () => deep.shift() ?? 0.9)).toEqual({
      a: 1,
      b: [{}, null, 'text'],
      d: null,
    });
  });

  it('puts back what the body needs', () => {
    const body: Record<string, unknown> = { needed: 1, free: 2 };
    expect(
      left(
        body,
        () => 0,
        () => 'needed' in body,
      ),
    ).toEqual({ needed: 1 });
  });

  it.each([null, 'text', 7, undefined])('leaves %j alone', (body) => {
    expect(left(body, () => 0)).toBe(body);
  });
});

describe('the judge of a body', () => {
  const errorsOf = (schema: object, body: unknown) =>
    judgeBody(operationOf({}), schema, body).errors.map(({ keyword, instancePath }) => [
      keyword,
      instancePath,
    ]);
  const branch = (kind: string, more: string) => ({
    type: 'object',
    required: ['kind', more],
    properties: { kind: { const: kind }, [more]: { type: 'number' } },
  });

  it('asks the branch that the discriminator names, mapped or not', () => {
    for (const mapping of [undefined, { cat: '#/cat' }]) {
      const schema = {
        type: 'object',
        discriminator: { propertyName: 'kind', mapping },
        oneOf: [branch('cat', 'lives'), branch('dog', 'tricks')],
        required: ['kind'],
      };
      expect(errorsOf(schema, { kind: 'cat' })).toEqual([['required', '']]);
      expect(errorsOf(schema, { kind: 'cow' })).toEqual([['discriminator', '']]);
    }
  });

  it('does without where Ajv cannot take it', () => {
    const schema = { discriminator: { propertyName: 'kind' }, anyOf: [branch('cat', 'lives')] };
    expect(errorsOf(schema, { kind: 'cat', lives: 9 })).toEqual([]);
    expect(errorsOf(schema, { kind: 'cat' }).map(([keyword]) => keyword)).toContain('required');
  });

  it('takes a property called discriminator for a property', () => {
    const properties = { discriminator: { type: 'object', propertyName: 7, required: ['a'] } };
    expect(errorsOf({ properties }, { discriminator: {} })).toEqual([
      ['required', '/discriminator'],
    ]);
  });

  it('takes values for values, whatever their names are', () => {
    const only = { discriminator: null, kept: { propertyName: 'a', more: 1 } };
    expect(errorsOf({ const: only }, only)).toEqual([]);
    expect(errorsOf({ const: only }, { ...only, kept: { propertyName: 'a' } })).toEqual([
      ['const', ''],
    ]);
  });

  it('takes a schema as lint has let it pass, in whichever dialect Prism says it is', () => {
    const schema = { $schema: 'http://json-schema.org/draft-07/schema#', type: 'number', title: 7 };
    expect(errorsOf(schema, 'text')).toEqual([['type', '']]);
  });

  it('is made once for a schema', () => {
    const [operation, schema] = [operationOf({}), { type: 'number' }];
    const [first, second] = [1, 2].map((body) => judgeBody(operation, schema, body).schema);
    expect(second).toBe(first);
  });

  it('tells every error, by formats too, and of own properties only', () => {
    const schema = {
      properties: { a: { format: 'date' }, b: { type: 'string' } },
      required: ['toString'],
    };
    expect(errorsOf(schema, { a: '2024-13-01', b: 1 })).toEqual([
      ['required', ''],
      ['format', '/a'],
      ['type', '/b'],
    ]);
  });
});

describe('what Prism is given', () => {
  const request = (headers: Record<string, string>) =>
    ({ header: (name: string) => headers[name] }) as never;
  const operation = operationOf({
    security: [[{ type: 'apiKey', in: 'header', name: 'X-Api-Key' }]],
    request: {
      headers: [{ name: 'X-Note' }, { name: 'X-List', schema: { type: 'array' } }],
    },
  });

  it('are the headers of the operation alone', () => {
    const known = { 'x-api-key': 'k', 'x-note': 'n' };
    const sent = {
      ...known,
      'x-list': ' a , b',
      'content-type': 'application/json',
      cookie: 'session=1',
      'x-other': 'o',
    };
    expect(headersOf(operation, request(sent))).toEqual({ ...known, 'x-list': ' a,b' });
    expect(headersOf(operation, request({}))).toStrictEqual({});
    expect(headersOf(operationOf({}), request(sent))).toEqual({});
  });

  it.each([
    [{ type: 'apiKey', in: 'header', name: 'X-Key' }, 'X-Key'],
    [{ type: 'apiKey', in: 'cookie', name: 'c' }, 'cookie'],
    [{ type: 'http' }, 'authorization'],
    [{ type: 'oauth2' }, 'authorization'],
  ])('is for the scheme %j the header %s', (scheme, header) => {
    expect(headerOfScheme(scheme as never)).toBe(header);
  });

  it('is a path in which nothing is special', () => {
    expect(encodePath('/a/{one}/{two}', { one: 'x,y/z', two: '%' })).toBe('/a/x%2Cy%2Fz/%25');
    expect(encodePath('/a/{one}', {})).toBe('/a/');
  });

  it('is a list without spaces', () => {
    expect(listOf('a , b ,c,d')).toBe('a,b,c,d');
    expect(listOf()).toBe('');
  });
});
