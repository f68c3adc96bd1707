import { fillPath } from '@connect-api/spec';
import { validators } from '@connect-api/validators';
import { expect, it } from 'vitest';
import { exchanges, mockForAll, problemOf } from './support.js';

// Prism judges, by its own copy of the schema; what is said about it is said as everywhere. The body is
// the one of the contract that has choices in it.

const mock = mockForAll();

async function detailsOf(body: unknown) {
  const cancel = exchanges.find(({ operationId }) => operationId === 'cancelSubscription');
  if (!cancel) throw new Error('cancelSubscription has no example');
  const response = await fetch(mock.url + fillPath(cancel.path, cancel.pathParameters), {
    method: 'POST',
    headers: { 'X-Api-Key': 'any-key', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await problemOf(response, 400, 'VALIDATION_ERROR')).details;
}

const schedule = { type: 'CancelNextDay' };
const reason = 'FRAUD';

it.each<[string, unknown]>([
  ['nothing in it', {}],
  ['no object', 'cancel'],
  ['a choice without its tag', { schedule: {}, reason }],
  ['a choice with a misspelt tag', { schedule: { Type: 'CancelNextDay' }, reason }],
  ['a tag that no branch has', { schedule: { type: 'CancelTomorrow' }, reason }],
  ['a branch without what it needs', { schedule: { type: 'CancelAtDate' }, reason }],
  ["another branch's property", { schedule: { ...schedule, date: '2024-03-31' }, reason }],
  ['no existing date', { schedule: { type: 'CancelAtDate', date: '2024-02-30' }, reason }],
  ['a wrong type', { schedule: 'CancelNextDay', reason }],
  ['an unknown value', { schedule, reason: 'BORED' }],
  ['a value without what it needs', { schedule, reason: 'OTHER' }],
  ['a text that is empty', { schedule, reason, comment: '' }],
  ['causes of different kinds', { schedule: { type: 'Never' }, reason: 'OTHER', coment: 'typo' }],
])('a body with %s gets the details that the validators give', async (_, body) => {
  const result = validators.cancelSubscription.requestBody(body);
  expect(await detailsOf(body)).toEqual(result.valid ? [] : result.details);
});
