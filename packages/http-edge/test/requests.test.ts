import { describe, expect, it } from 'vitest';
import {
  checkAccept,
  checkMediaType,
  createRequestIds,
  createRouter,
  decodeBody,
  decodeParameters,
  decodeQuery,
  Problem,
  parseBody,
  pathOf,
  problemResponse,
  queryOf,
} from '../src/index.js';
import { errors } from './support.js';

/** The status that a check refuses with. */
function statusOf(check: () => unknown): number {
  try {
    check();
    return 200;
  } catch (error) {
    return problemResponse(error as Problem, errors, 'req-1').status;
  }
}

describe('Accept', () => {
  it.each([
    [undefined, 200],
    ['', 200],
    ['*/*', 200],
    ['application/json', 200],
    ['Application/JSON', 200],
    ['application/*', 200],
    ['application/json; profile="x;y"', 200],
    ['application/json; profile="x,y;q=0", text/html', 200],
    ['Application/JSON; profile=x', 200],
    ['application/json;charset=utf-8', 200],
    ['text/html, application/json;q=0.9', 200],
    ['text/html, */*;q=0.1', 200],
    ['*/*;q=0, application/json', 200],
    ['text/html', 406],
    ['application/json;q=0', 406],
    ['application/json;q=0, */*', 406],
    ['application/json; q=0.0; profile=x', 406],
    ['application/*;q=0, */*', 406],
    ['*/*;q=0', 406],
    ['application/jsonx, text/json', 406],
    ['";;application/json', 406],
    [';;', 406],
  ])('%j is a %i', (accept, status) => {
    expect(statusOf(() => checkAccept(accept))).toBe(status);
  });
});

describe('Content-Type', () => {
  it.each([
    ['application/json', 200],
    ['Application/JSON', 200],
    ['application/json;', 200],
    ['application/json; ; charset=utf-8;', 200],
    ['application/json ; charset=UTF-8', 200],
    ['application/json;charset="utf-8"', 200],
    ['application/json; profile="a;charset=b"', 200],
    ['application/json; version=1', 200],
    [undefined, 415],
    ['', 415],
    ['json', 415],
    ['text/json', 415],
    ['application/json-seq', 415],
    ['application/json, text/plain', 415],
    ['application/json; charset', 415],
    ['application/json; charset=', 415],
    ['application/json; charset=utf-16', 415],
    ['application/json; charset=utf-8; charset=utf-16', 415],
    ['application/json; charset=utf-16; charset=utf-8', 415],
    ['application/json; Charset = utf-16; CHARSET=utf-8', 415],
    ['application/json; charset="utf-8', 415],
  ])('%j is a %i', (type, status) => {
    expect(statusOf(() => checkMediaType(type, undefined))).toBe(status);
  });

  it.each(['gzip', 'identity'])('with Content-Encoding %s is a 415', (encoding) => {
    expect(statusOf(() => checkMediaType('application/json', encoding))).toBe(415);
    expect(statusOf(() => checkMediaType('application/json', ''))).toBe(200);
  });

  it('is the one that is wanted, and no other', () => {
    const patch = 'application/merge-patch+json';
    expect(statusOf(() => checkMediaType(patch, undefined, patch))).toBe(200);
    expect(statusOf(() => checkMediaType(`${patch}; charset=utf-8`, undefined, patch))).toBe(200);
    expect(statusOf(() => checkMediaType('application/json', undefined, patch))).toBe(415);
    expect(statusOf(() => checkMediaType(patch, undefined))).toBe(415);
  });

  it('is shortened in what is said of it', () => {
    expect(() => checkMediaType(`x/${'x'.repeat(98)}`, undefined)).toThrow(/ x\/x{98} is/);
    expect(() => checkMediaType(`x/${'x'.repeat(99)}`, undefined)).toThrow(/ x\/x{98}… is/);
  });
});

describe('a route', () => {
  const route = createRouter([
    { method: 'GET', path: '/things/{id}', name: 'read' },
    { method: 'PUT', path: '/things/{id}', name: 'write' },
    { method: 'GET', path: '/things/special', name: 'special' },
    { method: 'GET', path: '/things/{id}/parts/{part}', name: 'part' },
  ]);
  const found = (method: string, url: string) => {
    const { operation, rawParameters } = route(method, url);
    return [operation.name, rawParameters];
  };

  it('has its parameters as they came', () => {
    expect(found('GET', '/things/a%2Fb?x=/y')).toEqual(['read', { id: 'a%2Fb' }]);
    expect(found('PUT', 'http://host/things/1')).toEqual(['write', { id: '1' }]);
    expect(found('GET', '/things/1/parts/2')).toEqual(['part', { id: '1', part: '2' }]);
  });

  it('that is concrete goes before a templated one', () => {
    expect(found('GET', '/things/special')).toEqual(['special', {}]);
  });

  it.each(['/', '', '/things', '/things/', '/things/1/', '/things//parts/2', '/constructor'])(
    '%j is a 404',
    (url) => {
      expect(statusOf(() => route('GET', url))).toBe(404);
    },
  );

  it('with another method is a 405 that says which there are', () => {
    expect(() => route('DELETE', '/things/1')).toThrow(
      expect.objectContaining({ given: { headers: { Allow: 'GET, PUT' } } }),
    );
  });
});

describe('a URL', () => {
  it.each([
    ['/a?b', '/a', 'b'],
    ['/a', '/a', ''],
    ['/a?b?c', '/a', 'b?c'],
    ['http://host/a?b', '/a', 'b'],
    ['HTTPS://host:1', '/', ''],
    ['//evil/a', '//evil/a', ''],
    ['*', '*', ''],
  ])('%s has the path %s and the query %j', (url, path, query) => {
    expect([pathOf(url), queryOf(url)]).toEqual([path, query]);
  });

  it('is decoded', () => {
    expect(decodeParameters({ id: 'a%2Fb+c', plain: 'x' })).toEqual({ id: 'a/b+c', plain: 'x' });
    expect(decodeQuery('a=1&b=x+y%20z+w&a=2&&c&=d&a=3&e=f=g')).toEqual({
      a: ['1', '2', '3'],
      b: 'x y z w',
      c: '',
      '': 'd',
      e: 'f=g',
    });
    expect(Object.keys(decodeQuery('__proto__=1'))).toEqual(['__proto__']);
  });

  it.each<[() => unknown, string | undefined]>([
    [() => decodeParameters({ id: '%zz' }), 'id'],
    [() => decodeQuery('a=%ff'), 'a'],
    [() => decodeQuery('%=1'), undefined],
  ])('with broken percent-encoding is a 400 that names the parameter', (decode, property) => {
    expect(decode).toThrow(
      expect.objectContaining({
        code: 'VALIDATION_ERROR',
        given: expect.objectContaining({
          details: [
            {
              message: 'Not valid percent-encoding.',
              code: 'URL_MALFORMED',
              ...(property && { property }),
            },
          ],
        }),
      }),
    );
  });
});

describe('a body', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${' '.repeat(1000)}${']'.repeat(depth)}`;

  it('is JSON, less than 1,000 levels deep', () => {
    expect(parseBody('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(parseBody('null')).toBe(null);
    expect(parseBody(nested(1000))).toBeDefined();
    // Spaces count for nothing.
    const dense = nested(1001).replaceAll(' ', '');
    for (const text of [nested(1001), dense, '', '{', '\ufeff{}', undefined])
      expect(statusOf(() => parseBody(text))).toBe(400);
  });
});

describe('the bytes of a body', () => {
  const encoded = (text: string) => new TextEncoder().encode(text);

  it('are read as they are, a byte order mark included, which JSON does not have', () => {
    expect(decodeBody(encoded('ü'))).toBe('ü');
    expect(decodeBody(encoded('\ufeff{}'))).toBe('\ufeff{}');
  });

  it('are UTF-8 or nothing', () => {
    expect(decodeBody(Uint8Array.of(0x22, 0xff, 0x22))).toBe(undefined);
  });
});

describe('a request id', () => {
  it('is another one for each request, and for each of many instances', () => {
    const instances = Array.from({ length: 2000 }, createRequestIds);
    const ids = instances.flatMap((newId) => [newId(), newId()]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^req-[0-9a-f]{10}-[12]$/.test(id))).toEqual([]);
  });
});

describe('a problem', () => {
  it('says what the table says, unless it is given', () => {
    expect(problemResponse(new Problem('NOT_FOUND'), errors, 'req-1')).toEqual({
      status: 404,
      headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'req-1' },
      body: '{"message":"message of NOT_FOUND","code":"NOT_FOUND","hint":"hint of NOT_FOUND"}',
    });
    const given = { status: 418, message: 'm', hint: 'h', headers: { A: 'b' } };
    expect(problemResponse(new Problem('TEAPOT', given), errors, 'req-1')).toMatchObject({
      status: 418,
      headers: { A: 'b' },
      body: '{"message":"m","code":"TEAPOT","hint":"h"}',
    });
  });

  it('that one may repeat after a while says after how long', () => {
    const table = { SLOW: { status: 429, message: '', hint: '', wait: true } };
    const after = (problem: Problem) =>
      problemResponse(problem, table, 'req-1').headers['Retry-After'];
    expect(after(new Problem('SLOW'))).toBe('1');
    expect(after(new Problem('SLOW', { headers: { 'Retry-After': '9' } }))).toBe('9');
  });

  it('of no known code is a mistake of ours', () => {
    expect(() => problemResponse(new Problem('NOPE'), errors, 'req-1')).toThrow('NOPE');
  });
});
