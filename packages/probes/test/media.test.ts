// What of a body or of the responses is looked at.
import { expect, it } from 'vitest';
import { codeOf, jsonTypeOf } from '../src/media.ts';
import { readDocument } from '../src/node.ts';

it.each([
  [['text/csv', 'application/json'], 'application/json'],
  [['application/merge-patch+json', 'application/json'], 'application/json'],
  [['text/csv', 'application/problem+json'], 'application/problem+json'],
  [['application/json; charset=utf-8'], 'application/json; charset=utf-8'],
  [['application/json-seq', 'text/csv'], undefined],
])('of a body with the types %j that is %s', (types, json) => {
  const content = Object.fromEntries(types.map((type) => [type, {}]));
  expect(jsonTypeOf(readDocument({ content }))).toBe(json);
});

it.each([
  ['404', 404],
  ['4XX', 498],
  ['5xx', 598],
  ['default', 599],
])('the responses of %s are those with a status such as %i', (key, status) => {
  expect(codeOf(key)).toBe(status);
});
