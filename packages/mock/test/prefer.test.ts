// What a preference chooses, on an operation made for it.
import { describe, expect, it } from 'vitest';
import { errors } from '../src/bundled-contract.js';
import { choiceOf, exampleNames, responseFor } from '../src/prefer.js';
import { operationOf } from './operation.js';

const example = (key: string, value: unknown) => ({ key, value });
const operation = operationOf({
  responses: [
    { code: '200', contents: [{ examples: [example('one', { id: 1 }), example('two', {})] }] },
    { code: '409', contents: [{ examples: [example('taken', { code: 'INTERNAL_ERROR' })] }] },
    {
      code: 'default',
      contents: [
        {
          examples: [
            example('broken', { code: 'INTERNAL_ERROR' }),
            example('away', { code: 'SERVICE_UNAVAILABLE' }),
            example('unknown', { code: 'NOBODY_KNOWS' }),
            example('nameless', null),
            { key: 'elsewhere', externalValue: 'https://example.com' },
          ],
        },
      ],
    },
    { code: '204' },
  ],
});

const choose = (prefer?: string, query = {}, defaults: object = {}) =>
  choiceOf({ prefer, query }, operation, { defaults: { dynamic: false, ...defaults }, errors });

const refusal = (prefer: string | undefined, of = operation, query = {}) => {
  try {
    choiceOf({ prefer, query }, of, { defaults: { dynamic: false }, errors });
  } catch (error) {
    return (error as { given: { hint?: string; details: object[] } }).given;
  }
  return undefined;
};

describe('a preference', () => {
  it.each<[string | undefined, object]>([
    [undefined, {}],
    ['code=409', { code: 409 }],
    ['code=200', { code: 200 }],
    ['code=204', { code: 204 }],
    ['example=two', { code: 200, exampleKey: 'two' }],
    ['example=taken', { code: 409, exampleKey: 'taken' }],
    ['code=409, example=taken', { code: 409, exampleKey: 'taken' }],
    // Under `default` the code of an example tells its status, and a status its example.
    ['example=away', { code: 503, exampleKey: 'away' }],
    ['example=unknown', { code: 500, exampleKey: 'unknown' }],
    ['example=nameless', { code: 500, exampleKey: 'nameless' }],
    ['example=elsewhere', { code: 500, exampleKey: 'elsewhere' }],
    ['code=503', { code: 503, exampleKey: 'away' }],
    ['code=418, example=away', { code: 418, exampleKey: 'away' }],
    ['code=500', { code: 500, exampleKey: 'broken' }],
    ['code=418', { code: 418 }],
    ['code=400', { code: 400 }],
    ['code=599', { code: 599 }],
    ['dynamic=true', { dynamic: true }],
    ['dynamic=true, code=503', { dynamic: true, code: 503 }],
    ['dynamic=true; seed="a b"', { dynamic: true, seed: 'a b' }],
    ['seed=1, SEED=2', { seed: '2' }],
    ['seed=""', { seed: '' }],
    // Between preferences is a comma or a semicolon (RFC 7240, 2).
    ['wait=10 code=409', {}],
  ])('%j chooses %j', (prefer, chosen) => {
    expect(choose(prefer)).toStrictEqual({ dynamic: false, ...chosen });
  });

  it('wins over what the mock was started with, which else stays', () => {
    const defaults = { dynamic: true, seed: 'first' };
    expect(choose(undefined, {}, defaults)).toEqual(defaults);
    expect(choose('dynamic=false', {}, defaults)).toEqual({ dynamic: false, seed: 'first' });
    expect(choose('seed=second', {}, defaults)).toEqual({ dynamic: true, seed: 'second' });
  });

  it('stands in the query too, the first of several; a header hides it whole', () => {
    const query = { __code: ['409', '200'], __dynamic: 'true', __seed: 'x', other: '1' };
    expect(choose(undefined, query)).toEqual({ dynamic: true, seed: 'x', code: 409 });
    expect(choose('foo=bar', query)).toEqual({ dynamic: false });
    expect(choose(undefined, { __example: 'two' })).toMatchObject({ exampleKey: 'two' });
  });
});

describe('a preference that cannot be had', () => {
  const known = '200, 409, 204, other errors from 400 to 599';

  it.each([
    ['code=', `code is empty. Known: ${known}.`, 'code=200'],
    ['code=201', `There is no code 201. Known: ${known}.`, 'code=200'],
    ['code=345', `There is no code 345. Known: ${known}.`, 'code=200'],
    ['code=399', `There is no code 399. Known: ${known}.`, 'code=200'],
    ['code=600', `There is no code 600. Known: ${known}.`, 'code=200'],
    ['code=5030', `There is no code 5030. Known: ${known}.`, 'code=200'],
    ['code=4503', `There is no code 4503. Known: ${known}.`, 'code=200'],
    ['code=1503', `There is no code 1503. Known: ${known}.`, 'code=200'],
    ['code=default', `There is no code default. Known: ${known}.`, 'code=200'],
    ['dynamic=yes', 'There is no dynamic yes. Known: true, false.', 'dynamic=true'],
    ['code=409, example=one', 'There is no example one of 409. Known: taken.', 'example=taken'],
    [
      'example=none',
      'There is no example none. Known: one, two, taken, broken, away, unknown, nameless, elsewhere.',
      'example=one',
    ],
  ])('%s is refused with what there is', (prefer, message, suggestion) => {
    expect(refusal(prefer)).toMatchObject({
      hint: 'GET /__examples lists the statuses and examples of each operation.',
      details: [{ message, code: 'FIELD_INVALID', property: 'Prefer', suggestion }],
    });
  });

  it('is named as it stood in the query', () => {
    expect(refusal(undefined, operation, { __code: '600' })?.details).toEqual([
      {
        message: `There is no code 600. Known: ${known}.`,
        code: 'FIELD_INVALID',
        property: '__code',
        suggestion: '__code=200',
      },
    ]);
    expect(refusal(undefined, operation, { __example: '' })?.details?.[0]).toMatchObject({
      message: expect.stringContaining('__example is empty. Known: one, '),
      property: '__example',
    });
  });

  it('has no suggestion where there is nothing', () => {
    const bare = operationOf({ responses: [{ code: '204' }] });
    const [detail] = refusal('example=any', bare)?.details ?? [];
    expect(detail).toEqual({
      message: 'There is no example any. Known: none.',
      code: 'FIELD_INVALID',
      property: 'Prefer',
    });
  });

  it('may be another error where there is no default', () => {
    const strict = operationOf({ responses: [{ code: '200' }] });
    expect(refusal('code=503', strict)?.details).toHaveLength(1);
  });
});

describe('a response', () => {
  it('is that of its status, else the default one', () => {
    const { responses } = operation;
    expect(responseFor(409, responses)).toBe(responses[1]);
    expect(responseFor(500, responses)).toBe(responses[2]);
    expect(responseFor(500, responses.slice(0, 2))).toBeUndefined();
    const ranged = operationOf({ responses: ['4XX', '404', 'default'].map((code) => ({ code })) });
    expect([404, 409, 500].map((code) => responseFor(code, ranged.responses)?.code)).toEqual([
      ...['404', '4XX', 'default'],
    ]);
  });

  it('has the examples of all its contents', () => {
    expect(operation.responses.map(exampleNames)).toEqual([
      ['one', 'two'],
      ['taken'],
      ['broken', 'away', 'unknown', 'nameless', 'elsewhere'],
      [],
    ]);
  });
});

it('an example of a range has the status of its code, or the first of the range', () => {
  const contents = [
    { examples: [example('gone', { code: 'SUBSCRIPTION_NOT_FOUND' }), example('odd', {})] },
  ];
  const ranged = operationOf({ responses: [{ code: '4XX', contents }] });
  const status = (prefer: string) =>
    choiceOf({ prefer, query: {} }, ranged, { defaults: { dynamic: false }, errors }).code;
  expect([status('example=gone'), status('example=odd')]).toEqual([404, 400]);
});

it('only what the contract says comes after a delay has one', () => {
  const waiting = Object.entries(errors).filter(([, { wait }]) => wait);
  expect(waiting.map(([code]) => code)).toEqual(['RATE_LIMITED', 'SERVICE_UNAVAILABLE']);
});
