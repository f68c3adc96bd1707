import { expect, it } from 'vitest';
import { isReadOnly, retryDelay } from '../src/node/redis/client.js';

it('connects again after 50 ms, then less and less often, and never waits longer than 500 ms', () => {
  expect([1, 2, 9, 10, 11, 1000].map(retryDelay)).toEqual([50, 100, 450, 500, 500, 500]);
});

it.each([
  ["READONLY You can't write against a read only replica.", true],
  ['ERR this is no READONLY', false],
])('connects anew where a server that was the master refuses to write: %s', (message, expected) => {
  expect(isReadOnly(new Error(message))).toBe(expected);
});
