import { validators } from '@connect-api/validators';
import { describe, expect, test } from 'vitest';

const { cancelSubscription, changeSubscriptionAddon } = validators;
const reasons =
  'BETTER_DEAL_PRICE, NOT_HAPPY_MISSING_FUNCTIONS, NOT_HAPPY_COVERAGE_SLA, NOT_HAPPY_COMPLEX_ADMIN, NOT_HAPPY_SUPPORT_ENGAGEMENT, FRAUD, FRAUD_ATTEMPT, TEST_OR_MARKETING, NO_NEED, WRONG_ORDER, OTHER';
const schedules = 'CancelNextDay, CancelAtBeginningOfNextMonth, CancelAtDate';
const cancel = { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' };
const atDate = { ...cancel, schedule: { type: 'CancelAtDate', date: '2024-03-31' } };
const change = { productOfferingId: 'addon-data-5gb' };

const required = (property: string, condition = '') => ({
  message: `The property is required${condition}.`,
  code: 'FIELD_REQUIRED',
  property,
});
const unknown = (property: string, suggestion?: string, condition = '') => ({
  message: `The contract has no such property${condition}.`,
  code: 'FIELD_UNKNOWN',
  property,
  ...(suggestion && { suggestion }),
});
const invalid = (property: string | undefined, form: string, suggestion?: string) => ({
  message: `Must be ${form}.`,
  code: 'FIELD_INVALID',
  ...(property && { property }),
  ...(suggestion && { suggestion }),
});
const dateForm = (property: string) => ({
  ...invalid(property, 'an existing date in the form YYYY-MM-DD', 'YYYY-MM-DD'),
  code: 'INVALID_FORMAT',
});

describe('cancelSubscription, body', () => {
  test.each<[string, unknown, unknown[]]>([
    [
      'OTHER without a comment',
      { ...cancel, reason: 'OTHER' },
      [required('comment', ' when reason is OTHER')],
    ],
    [
      'OTHER with an empty comment',
      { ...cancel, reason: 'OTHER', comment: '' },
      [invalid('comment', '1 to 4096 characters')],
    ],
    ['no reason', { schedule: cancel.schedule }, [required('reason')]],
    ['no schedule', { reason: 'NO_NEED' }, [required('schedule')]],
    ['nothing', {}, [required('schedule'), required('reason')]],
    [
      'OTHER without all else',
      { reason: 'OTHER' },
      [required('schedule'), required('comment', ' when reason is OTHER')],
    ],
    [
      'OTHER with an unknown property',
      { ...cancel, reason: 'OTHER', comment: 'x', tenant: 'x' },
      [unknown('tenant')],
    ],
    [
      'a reason in small letters',
      { ...cancel, reason: 'no_need' },
      [invalid('reason', `one of ${reasons}`, 'NO_NEED')],
    ],
    [
      'a reason that is no text',
      { ...cancel, reason: 5 },
      [invalid('reason', `one of ${reasons}`)],
    ],
    [
      'an unknown schedule',
      { ...cancel, schedule: { type: 'NextDay' } },
      [invalid('schedule.type', `one of ${schedules}`, 'CancelNextDay')],
    ],
    [
      'no reason but an empty text',
      { ...cancel, reason: '' },
      [invalid('reason', `one of ${reasons}`)],
    ],
    ['a schedule without type', { ...cancel, schedule: {} }, [required('schedule.type')]],
    [
      'a schedule with a misspelt type',
      { ...cancel, schedule: { Type: 'CancelAtDate', date: '2024-03-31' } },
      [unknown('schedule.Type', 'type')],
    ],
    [
      'a schedule type that is no text',
      { ...cancel, schedule: { type: 1 } },
      [invalid('schedule.type', `one of ${schedules}`)],
    ],
    [
      'a schedule that is text',
      { ...cancel, schedule: 'CancelNextDay' },
      [invalid('schedule', 'an object')],
    ],
    [
      'a date schedule without date',
      { ...cancel, schedule: { type: 'CancelAtDate' } },
      [required('schedule.date', ' when schedule.type is CancelAtDate')],
    ],
    [
      'a misspelt date',
      { ...atDate, schedule: { type: 'CancelAtDate', dat: '2024-03-31' } },
      [unknown('schedule.dat', 'date', ' when schedule.type is CancelAtDate')],
    ],
    [
      'a date that another schedule has',
      { ...cancel, schedule: { type: 'CancelNextDay', date: '2024-03-31' } },
      [unknown('schedule.date', undefined, ' when schedule.type is CancelNextDay')],
    ],
    [
      'a date-time for a date',
      { ...atDate, schedule: { type: 'CancelAtDate', date: '2024-03-31T00:00:00Z' } },
      [dateForm('schedule.date')],
    ],
    [
      'a day that does not exist',
      { ...atDate, schedule: { type: 'CancelAtDate', date: '2023-02-29' } },
      [dateForm('schedule.date')],
    ],
    [
      'a misspelt property',
      { shedule: cancel.schedule, reason: 'NO_NEED' },
      [unknown('shedule', 'schedule')],
    ],
    ['an unknown property', { ...cancel, tenant: 'x' }, [unknown('tenant')]],
    ['an odd property', { ...cancel, 'a.b c': 'x' }, [unknown('["a.b c"]')]],
    ['a misspelling of what is there', { ...cancel, resaon: 'x' }, [unknown('resaon')]],
    [
      'a long comment',
      { ...cancel, comment: 'x'.repeat(4097) },
      [invalid('comment', '1 to 4096 characters')],
    ],
    ['metadata that is a list', { ...cancel, metadata: [] }, [invalid('metadata', 'an object')]],
    ['null for absent', { ...cancel, metadata: null }, [invalid('metadata', 'an object')]],
    [
      'an own __proto__',
      JSON.parse(JSON.stringify(cancel).replace('{', '{"__proto__":{"reason":"FRAUD"},')),
      [unknown('__proto__')],
    ],
    ['a list', [], [invalid(undefined, 'an object')]],
    ['null', null, [invalid(undefined, 'an object')]],
    ['no body', undefined, [{ message: 'The request must have a body.', code: 'FIELD_REQUIRED' }]],
    [
      'several causes',
      {
        schedule: { type: 'CancelAtDate', date: 'soon' },
        reason: 'OTHER',
        metadata: 1,
        extra: true,
      },
      [
        required('comment', ' when reason is OTHER'),
        unknown('extra'),
        dateForm('schedule.date'),
        invalid('metadata', 'an object'),
      ],
    ],
  ])('%s', (_, body, details) => {
    expect(cancelSubscription.requestBody(body)).toEqual({ valid: false, details });
  });
});

describe('changeSubscriptionAddon, body', () => {
  test.each<[string, unknown, unknown[]]>([
    ['no offering', {}, [required('productOfferingId')]],
    [
      'a shortened name',
      { productOffering: 'addon-data-5gb' },
      [unknown('productOffering', 'productOfferingId')],
    ],
    [
      'an empty id',
      { productOfferingId: '' },
      [invalid('productOfferingId', '1 to 256 characters')],
    ],
    [
      'an id that is too long',
      { ...change, subscriptionAddonId: 'x'.repeat(257) },
      [invalid('subscriptionAddonId', '1 to 256 characters')],
    ],
    ['a number for an id', { productOfferingId: 5 }, [invalid('productOfferingId', 'a string')]],
    ['a broken date', { ...change, scheduledAt: '01.02.2024' }, [dateForm('scheduledAt')]],
    [
      'a long reason',
      { ...change, reason: 'x'.repeat(4097) },
      [invalid('reason', 'at most 4096 characters')],
    ],
  ])('%s', (_, body, details) => {
    expect(changeSubscriptionAddon.requestBody(body)).toEqual({ valid: false, details });
  });

  test('a body is never changed, and no text in it counts as a number', () => {
    const body = Object.freeze({ ...change });
    expect(changeSubscriptionAddon.requestBody(body)).toEqual({ valid: true, value: body });
  });

  test('what an object inherits does not count', () => {
    expect(changeSubscriptionAddon.requestBody(Object.create(change))).toMatchObject({
      valid: false,
    });
  });

  test('metadata is not walked, however deep it is', () => {
    let metadata = {};
    for (let level = 0; level < 200_000; level += 1) metadata = { deeper: metadata };
    expect(changeSubscriptionAddon.requestBody({ ...change, metadata }).valid).toBe(true);
  });

  test('a flood of unknown properties gives a bounded list', () => {
    const flood = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`p${index}`, 1]),
    );
    const result = changeSubscriptionAddon.requestBody({ ...change, ...flood });
    expect(result.valid ? 0 : result.details.length).toBe(1000);
  });
});

describe('parameters and headers of a request', () => {
  const key = (value: string) =>
    changeSubscriptionAddon.requestHeaders({ 'x-idempotency-key': value });
  const keyForm = invalid(
    'X-Idempotency-Key',
    '1 to 256 visible ASCII characters',
    '7d3f2b1c-5a0e-4c57-9f0b-2f6f4c1d8e9a',
  );

  test.each(['', 'x'.repeat(257), 'zwölf', 'a b', 'tab\t'])(
    'the idempotency key %j is refused',
    (value) => {
      expect(key(value)).toEqual({ valid: false, details: [keyForm] });
    },
  );

  test.each([
    ['a plain object', { 'X-IDEMPOTENCY-key': 'a,b' }],
    ['Headers', new Headers([['x-idempotency-key', 'a,b']])],
  ])('%s gives headers in any case', (_, headers) => {
    const value = { 'X-Idempotency-Key': 'a,b' };
    expect(changeSubscriptionAddon.requestHeaders(headers)).toEqual({ valid: true, value });
  });

  test('a repeated header is one value joined by commas', () => {
    const value = { 'X-Idempotency-Key': 'a, b' };
    // With the space that RFC 9110 puts there the key is no longer visible ASCII alone.
    expect(changeSubscriptionAddon.requestHeaders({ 'x-idempotency-key': ['a', 'b'] })).toEqual({
      valid: false,
      details: [keyForm],
    });
    expect(changeSubscriptionAddon.requestHeaders(value)).toEqual({
      valid: false,
      details: [keyForm],
    });
  });

  test('a missing path parameter is named', () => {
    const details = [
      { message: 'The parameter is required.', code: 'FIELD_REQUIRED', property: 'subscriptionId' },
    ];
    expect(cancelSubscription.pathParameters({})).toEqual({ valid: false, details });
  });

  test('a whole request lists headers, path and body in this order', () => {
    const result = cancelSubscription.request({
      headers: { 'X-Idempotency-Key': '' },
      path: { subscriptionId: '' },
      body: {},
    });
    expect(result.valid ? [] : result.details.map(({ property }) => property)).toEqual([
      'X-Idempotency-Key',
      'subscriptionId',
      'schedule',
      'reason',
    ]);
  });
});

describe('responses', () => {
  const body = { message: 'Too many requests.', code: 'RATE_LIMITED' };
  const headers = { 'X-Request-Id': 'req-1', 'retry-after': '2' };

  test('headers come under the names of the contract', () => {
    const value = { status: 429, headers: { 'X-Request-Id': 'req-1', 'Retry-After': '2' }, body };
    expect(cancelSubscription.response(429, { headers, body })).toEqual({ valid: true, value });
  });

  test('a host may leave out headers, and give a date for seconds', () => {
    const date = 'Wed, 21 Oct 2015 07:28:00 GMT';
    expect(cancelSubscription.response(429, { headers: {}, body }).valid).toBe(true);
    expect(cancelSubscription.response(429, { headers: { 'retry-after': date }, body })).toEqual({
      valid: true,
      value: { status: 429, headers: { 'Retry-After': date }, body },
    });
  });

  test.each<[string, number, object, unknown[]]>([
    [
      'an undeclared status falls to default',
      418,
      { headers, body: {} },
      [required('message'), required('code')],
    ],
    [
      'a path through a list',
      400,
      { headers, body: { ...body, details: [body, { message: 'x' }] } },
      [required('details[1].code')],
    ],
    [
      'an integer as text in a body',
      400,
      { headers, body: { ...body, message: 5 } },
      [invalid('message', 'a string')],
    ],
    [
      'no body',
      400,
      { headers },
      [{ message: 'The response must have a body.', code: 'FIELD_REQUIRED' }],
    ],
  ])('%s', (_, status, response, details) => {
    expect(cancelSubscription.response(status, response)).toEqual({ valid: false, details });
  });
});
