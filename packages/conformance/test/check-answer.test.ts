// The judge of a single answer, on operations of its own.
import { describe, expect, it } from 'vitest';
import { errorCodes, type Operation, operations } from '../src/bundled-contract.js';
import { checkAnswer } from '../src/check-answer.js';
import type { Answer } from '../src/http.js';

const json = { 'application/json': { schema: {} } };
const responses = {
  '200': { content: json },
  '204': {},
  '206': { content: { 'text/csv': {} } },
  '208': { content: { 'application/json-seq': {}, 'text/csv': {} } },
  '209': { content: { 'application/json-seq': {}, ...json } },
  '207': { content: { 'application/vnd.boat+json': {}, 'text/csv': {} } },
  '4XX': { content: json },
} as unknown as Operation['responses'];
// With the access of the contract's own.
const operation = {
  ...operations[0],
  operationId: 'readBoat',
  path: '/boats/{name}',
  responses,
} as unknown as Operation;

interface Said {
  method?: string;
  sent?: Record<string, string>;
  headers?: Record<string, string>;
  text?: string;
}

function answerOf(status: number, said: Said = {}): Answer {
  const {
    method = 'GET',
    sent = {},
    headers = { 'Content-Type': 'application/json' },
    text = '{}',
  } = said;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // It has none.
  }
  return {
    request: { method, url: '/boats/a', headers: sent },
    status,
    headers: new Headers(headers),
    bytes: new TextEncoder().encode(text),
    body: body as Answer['body'],
  };
}
const wrong = (status: number, said?: Said, mayFail?: boolean) =>
  checkAnswer(operation, answerOf(status, said), mayFail);
const type = (value: string) => ({ 'Content-Type': value });

describe('a status', () => {
  it('is one of the operation, or of its hundred', () => {
    expect(wrong(200)).toEqual([]);
    expect(wrong(418)).toEqual([]);
    expect(wrong(201)).toEqual(['status 201, which readBoat does not document']);
    expect(wrong(302)).toEqual(['status 302, which readBoat does not document']);
  });

  it('is no failure of the server, unless one was asked for', () => {
    expect(wrong(500, { text: 'Oops\n at line 1' })).toEqual([
      'status 500, a failure of the server: Oops at line 1',
    ]);
    expect(wrong(599)[0]).toMatch(/^status 599, a failure/);
    expect(wrong(499)).toEqual([]);
    expect(wrong(500, {}, true)).toEqual(['status 500, which readBoat does not document']);
  });

  it('of the server itself is what the default says of failures, and of nothing else', () => {
    const failures = { default: { content: json } } as unknown as Operation['responses'];
    const open = { ...operation, responses: { ...responses, ...failures } };
    expect(checkAnswer(open, answerOf(500), true)).toEqual([]);
    const bare = { ...operation, responses: failures };
    for (const status of [201, 302, 402])
      expect(checkAnswer(bare, answerOf(status))).toEqual([
        `status ${status}, which readBoat does not document`,
      ]);
  });

  it('that comes before there is an operation needs no words of it', () => {
    const before = errorCodes.find(({ scope, status }) => scope === 'server' && status < 500);
    const bare = { ...operation, responses: { 200: responses[200] } } as Operation;
    const allow = { ...type('application/json'), Allow: 'GET' };
    const text = JSON.stringify({ code: before?.code });
    expect(checkAnswer(bare, answerOf(before?.status ?? 0, { headers: allow, text }))).toEqual([]);
  });

  it('below 300 of OPTIONS is the server’s own, whatever comes with it', () => {
    expect(wrong(299, { method: 'OPTIONS', text: 'GET' })).toEqual([]);
    expect(wrong(300, { method: 'OPTIONS', text: 'GET' })).not.toEqual([]);
  });
});

describe('a body', () => {
  it('is JSON where the contract has JSON', () => {
    expect(wrong(200, { text: 'Hello\n\tyou' })).toEqual(['the body is not JSON: Hello you']);
    expect(wrong(200, { text: '' })).toEqual(['the body is not JSON: an empty body']);
  });

  it('is not there where the contract has none', () => {
    expect(wrong(204, { text: '' })).toEqual([]);
    expect(wrong(204, { text: '{}' })).toEqual(['a body of 2 bytes, where there is to be none']);
  });

  it('of HEAD is not looked for', () => {
    expect(wrong(200, { method: 'HEAD', text: '' })).toEqual([]);
    expect(wrong(201, { method: 'HEAD', text: '' })).toHaveLength(1);
  });

  it('of another type has that type', () => {
    expect(wrong(206, { headers: type('text/csv; header=present'), text: 'a' })).toEqual([]);
    expect(wrong(206, { headers: type(' Text/CSV'), text: 'a' })).toEqual([]);
    expect(wrong(206, { headers: type('text/csv ; header=present'), text: 'a' })).toEqual([]);
    expect(wrong(208, { headers: type('application/json-seq'), text: 'a' })).toEqual([]);
    expect(wrong(208, { headers: type('text/plain'), text: 'a' })).toEqual([
      'Content-Type is text/plain instead of application/json-seq or text/csv',
    ]);
    expect(wrong(206, { headers: type('text/plain'), text: 'a' })).toEqual([
      'Content-Type is text/plain instead of text/csv',
    ]);
    expect(wrong(206, { headers: {}, text: 'a' })).toEqual([
      'Content-Type is missing instead of text/csv',
    ]);
  });
});

describe('the media type of JSON', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json ; charset="UTF-8"',
  ])('may be written %s', (value) => {
    expect(wrong(200, { headers: type(value) })).toEqual([]);
  });

  it.each([
    'application/json-seq',
    'application/vnd.boat+json',
    'text/json',
    'text/plain',
    'application/json; charset=latin1',
    'application/json; charset=utf-8; charset=utf-8',
    'application/json; xcharset=utf-8',
    'application/json; charset=utf-8x',
    'application/json; q=1',
  ])('is not %s', (value) => {
    expect(wrong(200, { headers: type(value) })).toEqual([
      `Content-Type is ${value} instead of application/json`,
    ]);
  });

  it('is not left out', () => {
    expect(wrong(200, { headers: {} })).toEqual([
      'Content-Type is missing instead of application/json',
    ]);
  });

  it('is not one that only begins like it', () => {
    expect(wrong(209)).toEqual([]);
  });

  it('is the contract’s own where that is another', () => {
    expect(wrong(207, { headers: type('application/vnd.boat+json') })).toEqual([]);
    expect(wrong(207)).toEqual([
      'Content-Type is application/json instead of application/vnd.boat+json',
    ]);
  });
});

describe('an error', () => {
  const [code] = errorCodes.filter(({ status }) => status === 404);

  it('has the code with the status of the table', () => {
    const text = JSON.stringify({ code: code?.code });
    expect(wrong(404, { text })).toEqual([]);
    expect(wrong(400, { text })).toEqual([`the code ${code?.code} belongs to status 404, not 400`]);
    // Of a success it is a property as any other.
    expect(wrong(200, { text })).toEqual([]);
    expect(wrong(400, { text: '{"code":"BOAT_SUNK"}' })).toEqual([]);
    expect(wrong(400, { text: 'null' })).toEqual([]);
  });

  it('405 names the methods of its path', () => {
    const [own] = operations;
    if (!own) return expect.unreachable();
    const allow = (value?: string) =>
      checkAnswer(
        { ...own, responses },
        answerOf(405, { headers: { ...type('application/json'), ...(value && { Allow: value }) } }),
      ).filter((each) => each.includes('Allow'));
    const method = own.method.toUpperCase();
    expect(allow(`TRACE , ${method},HEAD`)).toEqual([]);
    expect(allow()).toEqual([`the header Allow does not name ${method}`]);
    expect(allow(`X${method}`)).toEqual([`the header Allow does not name ${method}`]);
  });

  it('of a locked key gives no time to wait', () => {
    const text = '{"code":"idempotency_key_locked"}';
    const status = errorCodes.find((each) => each.code === 'idempotency_key_locked')?.status ?? 0;
    const later = { ...type('application/json'), 'Retry-After': '1' };
    expect(wrong(status, { text, headers: later })).toEqual([
      'the header Retry-After is there, and must not be on idempotency_key_locked',
    ]);
    expect(wrong(status, { text })).toEqual([]);
    expect(wrong(429, { headers: later })).toEqual([]);
  });
});

describe('an API key', () => {
  const sent = (key: string) => ({ 'X-Api-Key': key });
  const leak = 'the answer repeats the API key of the request';

  it('is repeated nowhere: not in the body, not in a header, not in a failure', () => {
    const key = 'eight888';
    const inBody = `{"hint":"Your key is ${key}."}`;
    expect(wrong(200, { sent: sent(key), text: inBody })).toEqual([leak]);
    const inHeader = { ...type('application/json'), 'X-Hint': `for ${key}` };
    expect(wrong(200, { sent: sent(key), headers: inHeader })).toEqual([leak]);
    expect(wrong(500, { sent: sent(key), text: inBody })).toHaveLength(2);
    expect(wrong(200, { sent: sent(key), text: inBody, method: 'OPTIONS' })).toEqual([leak]);
    expect(wrong(200, { sent: sent(key) })).toEqual([]);
    expect(wrong(200, { text: inBody })).toEqual([]);
  });

  it('of fewer than eight characters may stand in any text', () => {
    expect(wrong(200, { sent: sent('test'), text: '{"hint":"a test"}' })).toEqual([]);
    expect(wrong(200, { sent: sent('sevenup'), text: '{"hint":"sevenup"}' })).toEqual([]);
  });
});

it('what the contract says of the shape of an answer is told with its place', () => {
  const own = operations.find(({ responses }) => Object.keys(responses).includes('200'));
  if (!own) return expect.unreachable();
  const told = checkAnswer(own, answerOf(200, { text: '[]' }));
  expect(told).toContainEqual(expect.stringMatching(/^the response does not fit: body: Must be /));
  expect(checkAnswer(own, answerOf(200, { text: 'x' }))).toEqual(['the body is not JSON: x']);
  const empty = checkAnswer(own, answerOf(200));
  expect(empty).toContainEqual(
    expect.stringMatching(/^the response does not fit: \w+: The property is required\.$/),
  );
});
