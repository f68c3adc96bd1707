// The contract as the suite looks at it: operations, paragraphs, limits.
import { describe, expect, it } from 'vitest';
import {
  accessOf,
  beyond,
  document,
  idempotencyHeaderOf,
  jsonBodyOf,
  obstacleOf,
} from '../src/bundled-contract.js';
import { checkAnswer, onlyCodeOf } from '../src/check-answer.js';
import { limitsOf } from '../src/limits.js';
import { paragraph } from '../src/paragraphs.js';
import { generateRequests } from '../src/requests.js';
import { underTheBoatContract } from './boats/swap.js';
import { answerTo } from './boats/target.js';

const operationOf = underTheBoatContract();

describe('an operation', () => {
  it('is found by its id, or missed with it', () => {
    expect(operationOf('readBoat').path).toBe('/boats/{name}');
    expect(() => operationOf('flyBoat')).toThrow('The contract has no operation flyBoat.');
    expect(() => generateRequests('flyBoat', 'key')).toThrow('no operation flyBoat');
    expect(generateRequests('readBoat', 'key').variants.length).toBeGreaterThan(10);
  });

  it('may take an idempotency key', () => {
    expect(idempotencyHeaderOf(operationOf('buildBoat'))).toBe('X-Once');
    expect(idempotencyHeaderOf(operationOf('findBoats'))).toBeUndefined();
    const [inQuery] = [{ in: 'query', name: 'once', 'x-idempotency': {} }] as never[];
    const both = { parameters: [inQuery, ...operationOf('buildBoat').parameters] };
    expect(idempotencyHeaderOf(both as never)).toBe('X-Once');
  });

  it('is let in by two keys, or by one or nobody', () => {
    expect(accessOf(operationOf('sinkBoat'))).toEqual({
      headers: ['X-Api-Key', 'X-Harbour'],
      required: true,
    });
    expect(accessOf(operationOf('readBoat'))).toEqual({ headers: ['X-Api-Key'], required: false });
    expect(accessOf(operationOf('readLog'))).toEqual({ headers: [], required: false });
    expect(accessOf(operationOf('readCaptain'))).toBeUndefined();
    expect(obstacleOf(operationOf('paintBoat'))).toBeUndefined();
  });

  it('of a contract without keys is for everybody', () => {
    const { security } = document;
    Object.assign(document, { security: undefined });
    expect(accessOf(operationOf('buildBoat'))).toEqual({ headers: [], required: false });
    Object.assign(document, { security });
  });

  it('is let in by no cookie and no query', () => {
    const schemes = document.components.securitySchemes;
    Object.assign(schemes, { cookie: { type: 'apiKey', in: 'cookie', name: 'k' } });
    const by = (name: string) =>
      accessOf({ ...operationOf('buildBoat'), operation: { security: [{ [name]: [] }] } } as never);
    expect([by('cookie'), by('nothing')]).toEqual([undefined, undefined]);
    delete schemes['cookie'];
  });

  it('takes a body as JSON, with its schema, needed or not', () => {
    expect(jsonBodyOf(operationOf('buildBoat'))).toMatchObject({
      type: 'application/json',
      required: true,
      schema: { $ref: '#/components/schemas/Boat' },
    });
    expect(jsonBodyOf(operationOf('paintBoat'))).toMatchObject({
      type: 'application/merge-patch+json',
      required: false,
    });
    expect(jsonBodyOf(operationOf('readBoat'))).toBeUndefined();
  });
});

it.each([
  ['/captain', '/unknown'],
  ['/boats', '/unknown/unknown'],
  ['/boats/{name}', '/unknown'],
  ['/flags', '/unknown/unknown'],
  ['/boats/{name}/log', '/unknown/unknown'],
])('behind %s nothing is at %s', (path, suffix) => {
  expect(beyond(document, path)).toBe(suffix);
});

describe('a paragraph', () => {
  it('is of an operation, of a schema or of one of its properties', () => {
    expect(paragraph('buildBoat › Way')).toBe('How buildBoat goes.');
    expect(paragraph('Boat')).toBe('What floats.');
    expect(paragraph('Boat › name')).toBe('What it is called.');
  });

  it.each([
    'buildBoat',
    'buildBoat › Wa',
    'buildBoat › ',
    'Boat › mast',
    'Height',
    'Height › metres',
    'Metres › depth',
  ])('is missed: %s', (cited) => {
    expect(() => paragraph(cited)).toThrow(`The contract has no paragraph "${cited}".`);
  });

  it('is found by a heading that begins a line', () => {
    const { info } = document;
    const description = 'Above.\n\n## One\n\n**Way.** See ## Two\n\n**Word.** Below.\n';
    Object.assign(document, { info: { ...info, description } });
    expect(paragraph('One › Word')).toBe('Below.');
    expect(() => paragraph('Two › Word')).toThrow('no paragraph "Two › Word"');
    Object.assign(document, { info });
  });

  it('of an error code says when it comes, and with which status', () => {
    expect(paragraph('Error codes › NOT_FOUND')).toMatch(/^\S.+\. The answer is a 404\.$/);
    expect(() => paragraph('Error codes')).toThrow('no paragraph "Error codes"');
  });
});

describe('what is allowed of an answer', () => {
  const wrong = (operationId: string, said: Parameters<typeof answerTo>[1], method = 'GET') =>
    checkAnswer(operationOf(operationId), answerTo({ method, url: '/', headers: {} }, said));

  it('names in its Allow all methods of the path, between commas', () => {
    const body = { message: 'No.', code: 'METHOD_NOT_ALLOWED' };
    const allow = (value: string) =>
      wrong('readBoat', { status: 405, body, headers: { Allow: value } }, 'PUT');
    expect(allow('GET,DELETE ,  PATCH, HEAD')).toEqual([]);
    expect(allow('GET DELETE PATCH')).toEqual(
      ['GET', 'DELETE', 'PATCH'].map((method) => `the header Allow does not name ${method}`),
    );
    expect(allow('patch, GET, DELETE')).toEqual(['the header Allow does not name PATCH']);
    const above = { status: 405, body, headers: { Allow: 'GET, POST' } };
    expect(wrong('findBoats', above, 'PUT')).toEqual([]);
  });

  it('waits without seconds where a key is locked', () => {
    const body = { message: 'Wait.', code: 'idempotency_key_locked' };
    expect(
      wrong('buildBoat', { status: 409, body, headers: { 'Retry-After': '1' } }, 'POST'),
    ).toEqual(['the header Retry-After is there, and must not be on idempotency_key_locked']);
    expect(wrong('buildBoat', { status: 409, body }, 'POST')).toEqual([]);
    const other = { message: 'Wait.', code: 'OTHER' };
    expect(
      wrong('buildBoat', { status: 409, body: other, headers: { 'Retry-After': '1' } }, 'POST'),
    ).toEqual([]);
  });

  it('says nothing of what has no validator, and what is wrong by a validator', () => {
    expect(wrong('buildBoat', { status: 201, body: { name: 7 } }, 'POST')).toEqual([
      'the response does not fit: name: Wrong.',
    ]);
    const unknown = { ...operationOf('buildBoat'), operationId: 'rowBoat' };
    const answer = answerTo(
      { method: 'POST', url: '/', headers: {} },
      { status: 201, body: { name: 7 } },
    );
    expect(checkAnswer(unknown, answer)).toEqual([]);
  });

  it('repeats no key of eight letters, in its body or a header', () => {
    const secret = (key: string, said: Parameters<typeof answerTo>[1]) =>
      checkAnswer(
        operationOf('sinkBoat'),
        answerTo({ method: 'DELETE', url: '/', headers: { 'x-harbour': key } }, said),
      ).filter((each) => each.includes('API key'));
    const told = ['the answer repeats the API key of the request'];
    const body = { message: '12345678', code: 'X' };
    expect(secret('12345678', { status: 404, body })).toEqual(told);
    expect(secret('1234567', { status: 404, body })).toEqual([]);
    expect(secret('12345679', { status: 404, body })).toEqual([]);
    expect(secret('12345679', { status: 404, body, headers: { Via: 'a 12345679' } })).toEqual(told);
    expect(secret('12345678', { status: 500, body })).toEqual(told);
  });

  it('has the one code of its status, where there is one', () => {
    expect(onlyCodeOf(404, 'server')).toBe('NOT_FOUND');
    expect(onlyCodeOf(409, 'operation')).toBeUndefined();
    expect(onlyCodeOf(405, 'operation')).toBeUndefined();
  });
});

it.each([
  [1, 20_000, 20],
  [6, 20_000, 20],
  [7, 21_000, 20],
  [20, 60_000, 20],
  [21, 63_000, 21],
])('a run of %i operations may send %i requests in %i minutes', (count, requests, minutes) => {
  expect(limitsOf(count)).toEqual({
    requests,
    milliseconds: minutes * 60_000,
    requestMilliseconds: 10_000,
    hookMilliseconds: 30_000,
  });
});
