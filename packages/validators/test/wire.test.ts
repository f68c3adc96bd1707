import { describe, expect, test } from 'vitest';
import { headersReader, queryReader } from '../src/wire.js';

describe('headers', () => {
  const read = headersReader(['X-Key', 'Retry-After']);

  test('are read under the names of the contract, and others not at all', () => {
    expect(read({ 'x-KEY': 'a', other: 'b' })).toEqual({ 'X-Key': 'a' });
    expect(read(new Headers({ 'x-key': 'a', other: 'b' }))).toEqual({ 'X-Key': 'a' });
  });

  test('that are not there are left out', () => {
    expect(Object.keys(read({ 'x-key': undefined }))).toEqual([]);
    expect(Object.keys(read({ 'x-key': null as never }))).toEqual([]);
    expect(Object.keys(read(new Headers()))).toEqual([]);
  });

  test('that are empty are there', () => {
    expect(read({ 'x-key': '' })).toEqual({ 'X-Key': '' });
  });

  test('of several lines are one value', () => {
    expect(read({ 'x-key': ['a', 'b'] })).toEqual({ 'X-Key': 'a, b' });
  });

  test('may be a plain object that has a header named get', () => {
    expect(headersReader(['Get'])({ get: 'a' })).toEqual({ Get: 'a' });
  });
});

describe('a query', () => {
  const read = queryReader(['tag', 'toString']);

  test.each([
    ['URLSearchParams', (text: string) => new URLSearchParams(text)],
    ['a plain object', plain],
  ])('as %s has one value or a list', (_, queryOf) => {
    expect(read(queryOf('tag=a'))).toEqual({ tag: 'a' });
    expect(read(queryOf('tag='))).toEqual({ tag: '' });
    expect(read(queryOf('tag=a&tag=b&other=c'))).toEqual({ tag: ['a', 'b'] });
    expect(Object.keys(read(queryOf('other=c')))).toEqual([]);
  });

  test('may be a plain object that has a parameter named getAll', () => {
    expect(queryReader(['getAll'])({ getAll: 'a' })).toEqual({ getAll: 'a' });
  });
});

function plain(text: string) {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  return query;
}
