import { describe, expect, test } from 'vitest';
import { makeRequest } from '../src/request.js';

const base = 'http://api.test';

describe('a request', () => {
  test('has lists that are one value, where the operation writes them so', () => {
    const form = { method: 'GET', path: '/boats', joined: ['kind'] };
    const query = { kind: ['a,b', 'c d', 3], tag: ['x', 'y'], none: [] };
    const { url } = makeRequest(form, { params: { query } }, base, undefined);
    expect(url).toBe(`${base}/boats?kind=a%2Cb,c%20d,3&tag=x&tag=y`);
    expect(makeRequest(form, { params: { query: { kind: [] } } }, base, undefined).url).toBe(
      `${base}/boats`,
    );
  });

  test('has each parameter of its path, encoded', () => {
    const form = { method: 'GET', path: '/ports/{portId}/boats/{boatId}' };
    const path = { portId: 'a/b', boatId: 7 };
    expect(makeRequest(form, { params: { path } }, base, undefined).url).toBe(
      `${base}/ports/a%2Fb/boats/7`,
    );
  });

  test('has the headers that it takes as parameters before others of the same name', () => {
    const form = { method: 'GET', path: '/boats' };
    const parts = { headers: { 'X-A': 'other' }, params: { header: { 'x-a': 'parameter' } } };
    const { init } = makeRequest(form, parts, base, { 'X-A': 'client' });
    expect(init.headers.get('X-A')).toBe('parameter');
  });

  test('has its cookies in one header, encoded', () => {
    const cookie = { session: 'a b;c', size: 3, none: undefined };
    const { init } = makeRequest(
      { method: 'GET', path: '/boats' },
      { params: { cookie } },
      base,
      undefined,
    );
    expect(init.headers.get('Cookie')).toBe('session=a%20b%3Bc; size=3');
    expect(
      makeRequest({ method: 'GET', path: '/boats' }, {}, base, undefined).init.headers.has(
        'Cookie',
      ),
    ).toBe(false);
  });

  test('has the query of an own function with one question mark', () => {
    const form = { method: 'GET', path: '/boats' };
    const urlOf = (query: string) =>
      makeRequest(form, { querySerializer: () => query }, base, undefined).url;
    expect(urlOf('?a=?')).toBe(`${base}/boats?a=?`);
    expect(urlOf('a')).toBe(`${base}/boats?a`);
    expect(urlOf('a=?')).toBe(`${base}/boats?a=?`);
    expect(urlOf('?')).toBe(`${base}/boats`);
  });

  test.each(['', '.', '..', undefined, null, [], ['..'], '\ud800', 'a\udc00b'])(
    'is not made with %j in its path, and the parameter is named',
    (boatId) => {
      const form = { method: 'GET', path: '/boats/{boatId}' };
      const make = () => makeRequest(form, { params: { path: { boatId } } }, base, undefined);
      expect(make).toThrow(/^params\.path\.boatId must be/);
    },
  );

  test('is of the media type of its operation', () => {
    const typeOf = (type?: string) =>
      makeRequest(
        { method: 'PUT', path: '/boats', ...(type && { type }) },
        { body: {} },
        base,
        undefined,
      ).init.headers.get('Content-Type');
    expect(typeOf()).toBe('application/json');
    expect(typeOf('application/merge-patch+json')).toBe('application/merge-patch+json');
  });
});
