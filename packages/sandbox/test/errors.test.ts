import { expect, it } from 'vitest';
import { AnswerLost } from '../src/node/redis/connection.js';
import { OutcomeUnknown, StoreUnavailable } from '../src/store/unavailable.js';
import { WorldError } from '../src/world/load.js';

it.each([
  ['AnswerLost', new AnswerLost('It failed.')],
  ['OutcomeUnknown', new OutcomeUnknown('It failed.')],
  ['StoreUnavailable', new StoreUnavailable('It failed.')],
  ['WorldError', new WorldError(['It failed.'])],
])('a log names an error %s', (name, error) => {
  expect(String(error)).toMatch(new RegExp(`^${name}: `));
});
