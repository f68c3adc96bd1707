// What a case expects of an answer, on an operation and answers of its own.
import { describe, expect, it } from 'vitest';
import type { Expect } from '../src/behaviour/case.js';
import { problemsOf } from '../src/behaviour/judge.js';
import type { Known } from '../src/behaviour/values.js';
import { errorCodes, type Operation, operations } from '../src/bundled-contract.js';
import type { Answer } from '../src/http.js';

const json = { 'application/json': { schema: {} } };
const operation = {
  ...operations[0],
  operationId: 'sailBoat',
  path: '/boats/{name}',
  responses: { '2XX': { content: json }, '4XX': { content: json }, default: { content: json } },
} as unknown as Operation;

const known: Known = {
  timeZone: 'UTC',
  subjects: { it: { name: 'Argo' } as never },
  latest: undefined,
  begun: undefined,
};

function answerOf(
  status: number,
  body: unknown = {},
  headers: Record<string, string> = {},
): Answer {
  const text = JSON.stringify(body);
  return {
    request: { method: 'POST', url: '/boats/a', headers: {} },
    status,
    headers: new Headers({ 'Content-Type': 'application/json', ...headers }),
    bytes: new TextEncoder().encode(text),
    body: body as Answer['body'],
  };
}

function withoutBody(status: number): Answer {
  return { ...answerOf(status), bytes: new Uint8Array(), body: undefined as never };
}

function problems(answer: Answer, wanted: Expect, answers: Record<string, Answer> = {}): string[] {
  return problemsOf(operation, answer, wanted, new Map(Object.entries(answers)), known);
}

const serverCode = errorCodes.find(({ scope }) => scope === 'server')?.code ?? '';
const [notRemembered = { code: '', status: 0 }] = errorCodes.filter(
  ({ scope, status }) => scope === 'server' && [403, 404, 409].includes(status),
);
const keyCode = errorCodes.find(({ code }) => code.startsWith('idempotency_key_'))?.code ?? '';

describe('a status', () => {
  it.each([
    [undefined, 200, true],
    [undefined, 404, true],
    [409, 409, true],
    [409, 404, false],
    [[404, 409], 404, true],
    [[404, 409], 410, false],
    ['success', 200, true],
    ['success', 299, true],
    ['success', 400, false],
    ['executed', 200, true],
    ['executed', 403, true],
    ['executed', 404, true],
    ['executed', 409, true],
    ['executed', 400, false],
    ['executed', 410, false],
  ] as const)('that is to be %j may be %i: %s', (status, actual, fits) => {
    const found = problems(answerOf(actual), { ...(status !== undefined && { status }) });
    expect(found.length === 0).toBe(fits);
  });

  it.each([300, 301])('%i is neither a success nor remembered', (status) => {
    for (const wanted of ['success', 'executed'] as const)
      expect(problems(answerOf(status), { status: wanted })[0]).toMatch(/^expected /);
  });

  it.each([
    ['that has no idempotency yet', keyCode, 409],
    ['of the server and not of the operation', notRemembered.code, notRemembered.status],
  ])('executed is no request whose code is one %s: %s', (_, code, status) => {
    expect(problems(answerOf(status, { code }), { status: 'executed' })[0]).toMatch(
      /^expected the request to be executed/,
    );
  });

  it('executed is a request whose code only contains one of those', () => {
    const found = problems(answerOf(409, { code: `no_${keyCode}` }), { status: 'executed' });
    expect(found).toEqual([]);
  });

  it('executed is judged without a body, too', () => {
    const [first] = problems(withoutBody(404), { status: 'executed' });
    expect(first).toBe('the body is not JSON: an empty body');
  });

  it.each<[Expect, string]>([
    [{ status: 'success' }, 'a 2xx'],
    [
      { status: 'executed' },
      'the request to be executed (a 2xx, or a 403, 404 or 409 that is remembered)',
    ],
    [{ status: 404 }, '404'],
    [{ status: [404, 409], code: 'NO_BOAT' }, '404 or 409 NO_BOAT'],
    [{ status: 404, notCode: 'NO_PATH' }, '404 with another code than NO_PATH'],
  ])('that does not fit %j is told as %s', (wanted, text) => {
    expect(problems(answerOf(400, { code: 'BAD' }), wanted)).toEqual([
      `expected ${text}, got 400: {"code":"BAD"}`,
    ]);
  });
});

describe('a code', () => {
  it('is the one that is expected, or another than the one that is not', () => {
    const answer = answerOf(404, { code: 'NO_BOAT' });
    expect(problems(answer, { status: 404, code: 'NO_BOAT' })).toEqual([]);
    expect(problems(answer, { status: 404, code: 'NO_PATH' })).toHaveLength(1);
    expect(problems(answer, { status: 404, notCode: 'NO_PATH' })).toEqual([]);
    expect(problems(answer, { status: 404, notCode: 'NO_BOAT' })).toHaveLength(1);
  });

  it('is missed where there is no body', () => {
    const answer = withoutBody(404);
    expect(problems(answer, { code: 'NO_BOAT' })[0]).toBe(
      'expected NO_BOAT, got 404: an empty body',
    );
    expect(problems(answer, { notCode: 'NO_BOAT' })[0]).toMatch(/^the body is not JSON/);
  });
});

describe('the same answer as before', () => {
  const first = answerOf(200, { a: 1 }, { 'X-Request-Id': 'one' });

  it('is the same', () => {
    expect(problems(first, { same: 'first' }, { first })).toEqual([]);
    expect(
      problems(answerOf(200, { a: 2 }, { 'X-Request-Id': 'two' }), { same: 'first' }, { first }),
    ).toEqual([
      'expected the same answer as before, but it differs in the header x-request-id: two instead of one',
      'expected the same answer as before, but it differs in the body: {"a":2} instead of {"a":1}',
    ]);
  });

  it('is not where the request is to be executed on its own', () => {
    expect(problems(first, { notSame: 'first' }, { first })).toEqual([
      'its X-Request-Id is that of the first answer, so nothing was executed',
    ]);
    const other = answerOf(200, { a: 1 }, { 'X-Request-Id': 'two' });
    expect(problems(other, { notSame: 'first' }, { first })).toEqual([]);
    const silent = answerOf(200, { a: 1 });
    expect(problems(silent, { notSame: 'silent' }, { silent })).toEqual([]);
  });
});

describe('a failure of the server', () => {
  it('is said once', () => {
    expect(problems(answerOf(500), { status: 200 })).toEqual(['expected 200, got 500: {}']);
    expect(problems(answerOf(503), { status: 200 })).toHaveLength(1);
  });

  it('is said where nothing else is expected', () => {
    expect(problems(answerOf(500), {})).toEqual(['status 500, a failure of the server: {}']);
  });

  it('is none where it was asked for', () => {
    expect(problems(answerOf(503), { status: [200, 503] })).toEqual([]);
    expect(problems(answerOf(503), { status: 503 })).toEqual([]);
    expect(problems(answerOf(500), { status: 500 })).toEqual([]);
  });

  it('is what lies behind no other problem', () => {
    const plain = answerOf(404, { code: 'X' }, { 'Content-Type': 'text/plain' });
    expect(problems(plain, { status: 409 })).toEqual([
      'expected 409, got 404: {"code":"X"}',
      'Content-Type is text/plain instead of application/json',
    ]);
  });
});

describe('a body', () => {
  it('has a detail that names the property', () => {
    const wanted = { status: 400, property: 'sail' };
    const details = [{ property: 'mast' }, { property: 'sail' }];
    expect(problems(answerOf(400, { details }), wanted)).toEqual([]);
    const others = ['mast', 'sail.torn', 'sails', 'a.sail'];
    for (const body of [...others.map((property) => ({ details: [{ property }] })), {}]) {
      expect(problems(answerOf(400, body), wanted)).toEqual([
        `expected a detail that names sail: ${JSON.stringify(body)}`,
      ]);
    }
    expect(problems(withoutBody(400), wanted)[0]).toBe(
      'expected a detail that names sail: an empty body',
    );
  });

  it('does not have what is to be absent', () => {
    const wanted = { absent: ['sail.torn', 'mast'] };
    expect(problems(answerOf(200, { sail: {} }), wanted)).toEqual([]);
    expect(problems(answerOf(200, { sail: { torn: 3 } }), wanted)).toEqual([
      'expected no sail.torn, got 3',
    ]);
    for (const mast of [null, false, 0, ''])
      expect(problems(answerOf(200, { mast }), wanted)).toEqual([
        `expected no mast, got ${JSON.stringify(mast)}`,
      ]);
  });

  it('names nothing that is to be nowhere, however deep and in whatever case', () => {
    const wanted = { nowhere: ['gold'] };
    expect(problems(answerOf(200, { hold: [{ silver: 'gold' }, null, 'gold'] }), wanted)).toEqual(
      [],
    );
    expect(problems(answerOf(200, { hold: [{ GoldCoins: 1 }] }), wanted)).toEqual([
      'expected no property gold anywhere',
    ]);
  });

  it('has no names but those of its properties', () => {
    for (const word of ['0', 'stryker', 'length'])
      expect(problems(answerOf(200, [['a'], null, 'b']), { nowhere: [word] })).toEqual([]);
  });

  it('has the values that are expected, at one of their places', () => {
    const wanted = { body: { 'boat.name or name': '{it.name}', sails: [1, 2] } };
    expect(problems(answerOf(200, { boat: { name: 'Argo' }, sails: [1, 2] }), wanted)).toEqual([]);
    expect(problems(answerOf(200, { name: 'Argo', sails: [1, 2] }), wanted)).toEqual([]);
    expect(problems(answerOf(200, { boat: { name: 'Nina' }, sails: [2] }), wanted)).toEqual([
      'expected boat.name or name to be "Argo", got "Nina" and none',
      'expected sails to be [1,2], got [2]',
    ]);
  });
});

it('there are codes to judge these by', () => {
  expect([serverCode, keyCode]).not.toContain('');
});
