import type { Case, Expect, Send } from '../case.js';

// For every operation. Each request fails two checks, and the answer shows which one comes first.

const unauthorized = { status: 401, code: 'UNAUTHORIZED' } as const satisfies Expect;

function authentication(id: string, what: string, apiKey: NonNullable<Send['apiKey']>): Case {
  return {
    id,
    title: `The server refuses ${what}.`,
    cites: 'Authentication › API key',
    steps: [{ send: { request: 'nothing', apiKey }, expect: unauthorized }],
  };
}

function order(
  id: string,
  first: string,
  second: string,
  send: Partial<Send>,
  expect: Expect,
): Case {
  return {
    id: `order-${id}`,
    title: `The server checks ${first} before ${second}.`,
    cites: 'Idempotency › Order of checks',
    steps: [{ send: { request: 'nothing', ...send }, expect }],
  };
}

const plainText = { 'Content-Type': 'text/plain' };

export const orderCases: Case[] = [
  authentication('api-key-none', 'a request without an API key', 'none'),
  authentication('api-key-unknown', 'an unknown API key', 'unknown'),
  authentication('api-key-longer', 'an API key with a character more', 'longer'),
  authentication('api-key-shorter', 'an API key with a character less', 'shorter'),
  authentication('api-key-case', 'an API key in other upper and lower case', 'other case'),
  authentication('api-key-twice', 'an API key in two header lines', 'twice'),
  {
    id: 'options',
    title:
      'The server answers a browser that asks what is allowed, or says that this method is not.',
    cites: 'Errors › Shape',
    steps: [
      {
        send: { request: 'nothing', method: 'OPTIONS', apiKey: 'none' },
        expect: { status: [200, 204, 405] },
      },
    ],
  },
  order(
    'path',
    'the path',
    'the API key',
    { unknownPath: true, apiKey: 'unknown' },
    { status: 404, code: 'NOT_FOUND' },
  ),
  order(
    'method',
    'the method',
    'the API key',
    { method: 'wrong', apiKey: 'unknown' },
    { status: 405, code: 'METHOD_NOT_ALLOWED' },
  ),
  order(
    'method-accept',
    'the method',
    'what the client accepts',
    { method: 'wrong', headers: { Accept: 'text/html' } },
    { status: 405, code: 'METHOD_NOT_ALLOWED' },
  ),
  order(
    'accept',
    'what the client accepts',
    'the API key',
    { headers: { Accept: 'text/html' }, apiKey: 'unknown' },
    { status: 406, code: 'NOT_ACCEPTABLE' },
  ),
  order(
    'api-key',
    'the API key',
    'the size of the body',
    { apiKey: 'unknown', edit: 'tooLarge' },
    unauthorized,
  ),
  order(
    'api-key-media-type',
    'the API key',
    'the media type',
    { apiKey: 'unknown', headers: plainText },
    unauthorized,
  ),
  order(
    'api-key-form',
    'the API key',
    'the form of the idempotency key',
    { apiKey: 'unknown', literalKey: '' },
    unauthorized,
  ),
  order(
    'api-key-body',
    'the API key',
    'the body',
    { apiKey: 'none', edit: 'broken' },
    unauthorized,
  ),
  order(
    'size-form',
    'the size of the body',
    'the form of the idempotency key',
    { edit: 'tooLarge', literalKey: '' },
    { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  ),
  order(
    'media-type-body',
    'the media type',
    'the body',
    { headers: plainText, edit: 'broken' },
    { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  ),
  order(
    'size',
    'the size of the body',
    'its media type',
    { edit: 'tooLarge', headers: plainText },
    { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  ),
  order(
    'media-type',
    'the media type',
    'the form of the idempotency key',
    { headers: plainText, literalKey: '' },
    { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  ),
  order(
    'body',
    'the body',
    'whether there is what the path names',
    { edit: 'unknownProperty' },
    { status: 400, code: 'VALIDATION_ERROR' },
  ),
];
