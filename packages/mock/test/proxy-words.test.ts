// What the proxy reads out of requests and answers, and what it says of them, without Prism.
import { describe, expect, it } from 'vitest';
import type { Violation } from '../src/prism.js';
import { readRequest } from '../src/proxy/judge-request.js';
import { readAnswer } from '../src/proxy/judge-response.js';
import { operationOf } from './operation.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('of a request is said', () => {
  const operation = operationOf({
    method: 'put',
    path: '/pets/{petId}',
    security: [
      [{ type: 'apiKey', in: 'header', name: 'X-Api-Key' }, { type: 'http' }],
      [{ type: 'http' }],
    ],
    request: { body: { contents: [{ mediaType: 'application/json' }] } },
    responses: [{ code: '200' }],
  });
  const json = { 'content-type': 'application/json' };
  const read = (body: string, headers: Record<string, string> = json, url = '/pets/a', id = 'a') =>
    readRequest(
      operation,
      { petId: id },
      { method: 'PUT', url, header: (name) => headers[name], body: bytesOf(body) },
    );

  it.each<[string, object, ...Parameters<typeof read>]>([
    [
      'that it takes no JSON',
      { in: 'header', at: 'Accept', code: 'NOT_ACCEPTABLE', message: 'It allows no JSON.' },
      '{}',
      { ...json, accept: 'text/csv' },
    ],
    [
      'that it is of another type',
      {
        in: 'header',
        at: 'Content-Type',
        code: 'UNSUPPORTED_MEDIA_TYPE',
        message: 'The media type text/csv is not supported.',
      },
      '{}',
      { 'content-type': 'text/csv' },
    ],
    [
      'that it is encoded',
      {
        in: 'header',
        at: 'Content-Encoding',
        code: 'UNSUPPORTED_MEDIA_TYPE',
        message: 'The content encoding gzip is not supported.',
      },
      '{}',
      { ...json, 'content-encoding': 'gzip' },
    ],
    [
      'that it is no JSON, and nothing that stands in it',
      {
        in: 'body',
        at: '',
        code: 'BODY_MALFORMED',
        message: 'The body is not well-formed JSON in UTF-8.',
      },
      '{secret',
    ],
    [
      'that it is nested too deep',
      {
        in: 'body',
        at: '',
        code: 'FIELD_INVALID',
        message: 'The body is nested deeper than 1000 levels.',
      },
      '['.repeat(1001) + ']'.repeat(1001),
    ],
    [
      'which parameter of its path is no text',
      {
        in: 'path',
        at: 'petId',
        code: 'URL_MALFORMED',
        message: 'Not valid percent-encoding.',
      },
      '{}',
      json,
      '/pets/%ZZ',
      '%ZZ',
    ],
    [
      'that a name in its query is no text',
      { in: 'query', at: '', code: 'URL_MALFORMED', message: 'Not valid percent-encoding.' },
      '{}',
      json,
      '/pets/a?%ZZ=1',
    ],
  ])('%s', (_, fault, ...request) => {
    const { faults, judge } = read(...request);
    expect([...faults, ...judge([])]).toEqual([fault]);
  });

  it('which keys would open it, each once', () => {
    expect(read('{}').judge([{ path: [], code: 401, message: '' }])).toEqual([
      {
        in: 'header',
        at: 'X-Api-Key, authorization',
        code: 'UNAUTHORIZED',
        message: 'The API key is missing.',
      },
    ]);
  });

  it('nothing of what cannot be read', () => {
    const violations = ['path', 'body'].map((place) => ({ path: [place], message: 'It must fit' }));
    expect(read('{}').judge(violations)).toHaveLength(2);
    expect(read('{', json, '/', '%ZZ').judge(violations)).toEqual([]);
  });

  it('that it lacks a body that has to be there', () => {
    const faultsOf = (required: boolean) =>
      readRequest(
        operationOf({ path: '/pets', request: { body: { required } } }),
        {},
        { method: 'PUT', url: '/pets', header: () => undefined, body: bytesOf('') },
      ).faults.map(({ code }) => code);
    expect(faultsOf(true)).toEqual(['UNSUPPORTED_MEDIA_TYPE', 'BODY_MALFORMED']);
    expect(faultsOf(false)).toEqual([]);
  });

  it('nothing where it has no body, and need not', () => {
    const { faults, input, judge } = read('', { 'content-type': 'text/csv' });
    expect([...faults, ...judge([])]).toEqual([]);
    expect(input).toEqual({ method: 'put', url: { path: '/pets/a', query: {} }, headers: {} });
  });
});

describe('of an answer is said', () => {
  const operation = operationOf({
    responses: [
      {
        code: '200',
        contents: [{ mediaType: 'application/json' }, { mediaType: 'application/problem+json' }],
        headers: [{ name: 'X-Left' }],
      },
      { code: '201', contents: [{ mediaType: 'text/csv' }] },
      { code: '204' },
      { code: '3xx' },
      { code: '400', contents: [{ mediaType: 'text/csv' }] },
      { code: '404' },
      { code: '406', contents: [{ mediaType: 'application/json-seq' }] },
      { code: '409', contents: [{ mediaType: 'text/csv' }, { mediaType: 'application/json' }] },
      { code: 'default', contents: [{ mediaType: 'application/json' }] },
    ],
  });
  const json = ['Content-Type', 'application/json'];
  const of = async (
    status: number,
    body: string,
    headers: string[] = json,
    { violations = [] as Violation[], credentials = [] as string[], among = operation } = {},
  ) => {
    const answer = { status, rawHeaders: headers, bytes: bytesOf(body) };
    const { judge } = await readAnswer(among, 'GET', answer, credentials);
    return judge(violations);
  };

  it('which statuses there are', async () => {
    const unknown = (status: number, known: string) => [
      {
        in: 'status',
        at: '',
        code: 'STATUS_UNKNOWN',
        message: `Status ${status} is none of ${known}.`,
      },
    ];
    expect(await of(202, '{}')).toEqual(
      unknown(202, '200, 201, 204, 3xx, 400, 404, 406, 409, other errors'),
    );
    expect(await of(399, '')).toEqual([]);
    expect(await of(402, '{}')).toEqual([]);
    const among = operationOf({ responses: [{ code: 'default' }, { code: '4XX' }] });
    expect(await of(399, '', [], { among })).toEqual(unknown(399, 'other errors, 4XX'));
  });

  it('that its body cannot be decoded', async () => {
    expect(await of(200, '{}', [...json, 'Content-Encoding', 'zip'])).toEqual([
      {
        in: 'header',
        at: 'Content-Encoding',
        code: 'FIELD_INVALID',
        message: 'The body cannot be decoded: it was not checked.',
      },
    ]);
  });

  it('that there is to be no body', async () => {
    expect(await of(204, '', [])).toEqual([]);
    expect(await of(204, ' ', [])).toEqual([
      {
        in: 'body',
        at: '',
        code: 'FIELD_UNKNOWN',
        message: 'There is a body, where there is to be none.',
      },
    ]);
  });

  it.each([
    ['application/json', true],
    ['Application/JSON', true],
    ['application/problem+json', true],
    ['application/json ; charset=utf-8', true],
    ['application/json;charset="UTF-8";', true],
    ['application/json; charset=utf-16', false],
    ['application/json; charset=utf-8x', false],
    ['application/json; a=charset=utf-8', false],
    ['application/json; charset=utf-8; v=1', false],
    ['text/json', false],
    ['', false],
  ])('which types there are, where its own is "%s": fits: %s', async (type, fits) => {
    const wrong = {
      in: 'header',
      at: 'Content-Type',
      code: 'FIELD_INVALID',
      message: 'Must be application/json or application/problem+json.',
    };
    expect(await of(200, '{}', ['content-type', type])).toEqual(fits ? [] : [wrong]);
  });

  it('nothing of the parameters of a type that is no JSON', async () => {
    expect(await of(201, 'a,b', ['Content-Type', 'text/csv; header=present'])).toEqual([]);
  });

  it('that its body is no JSON', async () => {
    const seq = ['Content-Type', 'application/json-seq'];
    expect(await of(406, '{', seq)).toEqual([]);
    expect(await of(409, '{')).toMatchObject([{ code: 'BODY_MALFORMED' }]);
    for (const body of ['', '{', '\ufeff{}'])
      expect(await of(200, body)).toEqual([
        {
          in: 'body',
          at: '',
          code: 'BODY_MALFORMED',
          message: 'The body is not well-formed JSON in UTF-8.',
        },
      ]);
  });

  it('which header is wrong or missing, in its own spelling', async () => {
    const wrong = {
      path: ['header', 'x-left'],
      code: 'type',
      message: 'Response header parameter x-left must be integer',
    };
    const missing = {
      path: ['header'],
      code: 'required',
      message: "Response header must have required property 'x-left'",
    };
    const fault = {
      in: 'header',
      at: 'X-Left',
      code: 'FIELD_INVALID',
      message: 'Must be integer.',
    };
    const given = [...json, 'x-left', 'few'];
    expect(await of(200, '{}', given, { violations: [wrong] })).toEqual([fault]);
    expect(await of(200, '{}', json, { violations: [wrong] })).toEqual([]);
    expect(await of(200, '{}', json, { violations: [missing] })).toEqual([
      { ...fault, code: 'FIELD_REQUIRED', message: 'The header is required.' },
    ]);
  });

  it('that its code belongs to another status', async () => {
    const body = '{"code":"INTERNAL_ERROR"}';
    expect(await of(402, body)).toEqual([
      {
        in: 'body',
        at: '/code',
        code: 'FIELD_INVALID',
        message: 'The code INTERNAL_ERROR belongs to status 500.',
      },
    ]);
    expect(await of(500, body)).toEqual([]);
    expect(await of(200, body)).toEqual([]);
    for (const other of ['{"code":"toString"}', '{"code":7}', 'null', '7'])
      expect(await of(402, other)).toEqual([]);
    const csv = ['Content-Type', 'text/csv'];
    expect(await of(400, body, csv)).toEqual([]);
    expect(await of(404, body)).toMatchObject([{ code: 'FIELD_UNKNOWN' }, { at: '/code' }]);
  });

  it('where it repeats a key, unless that is so short that it may stand anywhere', async () => {
    const keys = { credentials: ['12345678', '1234567'] };
    const message = 'The answer repeats the API key of the request.';
    const fault = { at: '', code: 'SECRET_REPEATED', message };
    expect(await of(200, '"a 12345678"', json, keys)).toEqual([{ ...fault, in: 'body' }]);
    expect(await of(418, '', ['X-Echo', '12345678', 'X-No', '1234567'], keys)).toContainEqual({
      ...fault,
      in: 'header',
      at: 'X-Echo',
    });
    expect(await of(200, '"1234567"', json, keys)).toEqual([]);
    expect(await of(202, '"12345678"', json, keys)).toHaveLength(2);
  });
});

it('several lines of a header count as one', async () => {
  const operation = operationOf({
    responses: [{ code: '200', headers: [{ name: 'X-Tag' }, { name: 'X-None' }] }],
  });
  const answer = { status: 200, rawHeaders: ['x-tag', 'a', 'X-Tag', 'b'], bytes: bytesOf('') };
  const { output } = await readAnswer(operation, 'GET', answer, []);
  expect(output).toStrictEqual({ statusCode: 200, headers: { 'x-tag': 'a, b' }, body: undefined });
  const unknown = await readAnswer(operation, 'GET', { ...answer, status: 202 }, []);
  expect(unknown.output).toEqual({ statusCode: 202 });
});

it('what an answer has more than the contract is told by the schema of its JSON', async () => {
  const schema = { type: 'object', properties: { name: {} } };
  const contents = [
    { mediaType: 'application/json-seq', schema: { type: 'string' } },
    { mediaType: 'application/json', schema },
  ];
  const operation = operationOf({ responses: [{ code: '200', contents }] });
  const answer = {
    status: 200,
    rawHeaders: ['Content-Type', 'application/json'],
    bytes: bytesOf('{"odd":1}'),
  };
  const { unknown } = await readAnswer(operation, 'GET', answer, []);
  expect(unknown).toMatchObject([{ at: '/odd', code: 'FIELD_UNKNOWN' }]);
});
