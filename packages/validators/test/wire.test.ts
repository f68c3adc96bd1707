import { describe, expect, test } from 'vitest';
import { cookiesReader, headersReader, queryReader } from '../src/wire.js';

const text = { type: 'string' };
const list = { type: 'array' };
const object = { type: 'object' };

describe('headers', () => {
  const read = headersReader({ properties: { 'X-Key': text, 'Retry-After': text, Sizes: list } });

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

  test('that hold a list are taken apart', () => {
    expect(read({ sizes: '1, 2,3' })).toEqual({ Sizes: ['1', '2', '3'] });
    expect(
      read(
        new Headers([
          ['Sizes', '1'],
          ['Sizes', '2'],
        ]),
      ),
    ).toEqual({ Sizes: ['1', '2'] });
  });

  test('may be a plain object that has a header named get', () => {
    expect(headersReader({ properties: { Get: text } })({ get: 'a' })).toEqual({ Get: 'a' });
  });
});

describe('cookies', () => {
  const read = cookiesReader({ properties: { session: text, theme: text } });

  test('are read out of their header, decoded, and others not at all', () => {
    const cookies = { session: 'a b=c', theme: '' };
    expect(read({ Cookie: 'other=1; session=a%20b=c; theme=' })).toEqual(cookies);
    expect(read(new Headers({ cookie: 'other=1; session=a%20b=c; theme=' }))).toEqual(cookies);
  });

  test('that are not there are left out, and broken encoding stays as it is', () => {
    expect(read({})).toEqual({});
    expect(read({ cookie: 'sessions=1; session=%zz' })).toEqual({ session: '%zz' });
  });
});

describe('a query', () => {
  const read = queryReader({ properties: { tag: text, toString: text } });

  test.each([
    ['URLSearchParams', (text: string) => new URLSearchParams(text)],
    ['a plain object', plain],
  ])('as %s has one value or a list', (_, queryOf) => {
    expect(read(queryOf('tag=a'))).toEqual({ tag: 'a' });
    expect(read(queryOf('tag='))).toEqual({ tag: '' });
    expect(read(queryOf('tag=a&tag=b&other=c'))).toEqual({ tag: ['a', 'b'] });
    expect(Object.keys(read(queryOf('other=c')))).toEqual([]);
  });

  test.each([
    ['URLSearchParams', (text: string) => new URLSearchParams(text)],
    ['a plain object', plain],
  ])('as %s has objects, member by member, and lists with commas', (_, queryOf) => {
    const read = queryReader({ properties: { filter: object, kind: list, tag: list } }, ['kind']);
    expect(read(queryOf('filter[a]=1&filter[b]=2&filter[b]=3'))).toEqual({
      filter: { a: '1', b: ['2', '3'] },
    });
    expect(read(queryOf('filter=1&filters[a]=1&filter[a=1'))).toEqual({});
    expect(read(queryOf('kind=a,b&tag=a,b'))).toEqual({ kind: ['a', 'b'], tag: 'a,b' });
    expect(read(queryOf('kind=a&kind=b'))).toEqual({ kind: ['a', 'b'] });
  });

  test('that cannot say its keys has no objects', () => {
    const read = queryReader({ properties: { filter: object, tag: text } });
    expect(read({ getAll: (name: string) => (name === 'tag' ? ['a'] : []) })).toEqual({ tag: 'a' });
  });

  test('may be a plain object that has a parameter named getAll', () => {
    expect(queryReader({ properties: { getAll: text } })({ getAll: 'a' })).toEqual({ getAll: 'a' });
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
