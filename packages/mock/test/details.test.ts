import { document, fillPath } from '@connect-api/spec';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Mock, startMock } from '../src/index.js';
import { exchanges, problemOf } from './support.js';

// The rules of the details, on the one body of the contract that has choices in it.

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

const reasons = document.components.schemas.CancelReason.enum as string[];

async function detailsOf(body: unknown) {
  const cancel = exchanges.find(({ operationId }) => operationId === 'cancelSubscription');
  if (!cancel) throw new Error('cancelSubscription has no example');
  const response = await fetch(mock.url + fillPath(cancel.path, cancel.pathParameters), {
    method: 'POST',
    headers: { 'X-Api-Key': 'any-key', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { details } = await problemOf(response, 400, 'VALIDATION_ERROR');
  return details.map(({ code, property }) => `${code} ${property}`);
}

it.each([
  ['names each missing property once', {}, ['FIELD_REQUIRED schedule', 'FIELD_REQUIRED reason']],
  [
    'asks for the tag of a choice first',
    { schedule: {}, reason: 'FRAUD' },
    ['FIELD_REQUIRED schedule.type'],
  ],
  [
    'names the tag when no branch has it',
    { schedule: { type: 'CancelTomorrow' }, reason: 'FRAUD' },
    ['FIELD_INVALID schedule.type'],
  ],
  [
    'names what is wrong in the branch that the tag chose',
    { schedule: { type: 'CancelAtDate' }, reason: 'FRAUD' },
    ['FIELD_REQUIRED schedule.date'],
  ],
  [
    'calls a property of another branch unknown',
    { schedule: { type: 'CancelNextDay', date: '2024-03-31' }, reason: 'FRAUD' },
    ['FIELD_UNKNOWN schedule.date'],
  ],
  [
    'names a date that does not exist',
    { schedule: { type: 'CancelAtDate', date: '2024-02-30' }, reason: 'FRAUD' },
    ['FIELD_INVALID schedule.date'],
  ],
  [
    'names a wrong type once',
    { schedule: 'CancelNextDay', reason: 'FRAUD' },
    ['FIELD_INVALID schedule'],
  ],
  [
    'does not ask for a comment where the reason is unknown',
    { schedule: { type: 'CancelNextDay' }, reason: 'BORED' },
    ['FIELD_INVALID reason'],
  ],
  [
    'asks for the comment that the reason needs',
    { schedule: { type: 'CancelNextDay' }, reason: 'OTHER' },
    ['FIELD_REQUIRED comment'],
  ],
  [
    'lists causes of different kinds together',
    { schedule: { type: 'Never' }, reason: 'OTHER', coment: 'typo' },
    ['FIELD_INVALID schedule.type', 'FIELD_REQUIRED comment', 'FIELD_UNKNOWN coment'],
  ],
])('%s', async (_, body, expected) => {
  expect((await detailsOf(body)).sort()).toEqual([...expected].sort());
});

it('lists all values that are allowed', async () => {
  const response = await fetch(`${mock.url}/subscriptions/sub-1/cancel`, {
    method: 'POST',
    headers: { 'X-Api-Key': 'any-key', 'Content-Type': 'application/json' },
    body: '{"schedule":{"type":"CancelNextDay"},"reason":"BORED"}',
  });
  const { details } = await problemOf(response, 400, 'VALIDATION_ERROR');
  expect(details).toMatchObject([
    { message: `Must be one of ${reasons.join(', ')}.`, suggestion: reasons[0] },
  ]);
});
