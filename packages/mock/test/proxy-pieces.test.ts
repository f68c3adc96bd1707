// Pieces of the proxy, each on its own.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Violation } from '../src/prism.js';
import { bodyFaults, unknownProperties } from '../src/proxy/body-faults.js';
import { decoded } from '../src/proxy/decode.js';
import { type Difference, lineOf } from '../src/proxy/difference.js';
import { createForward, maxAnswerBytes } from '../src/proxy/forward.js';
import { endToEnd } from '../src/proxy/hop-by-hop.js';
import { readRequest } from '../src/proxy/judge-request.js';
import { readAnswer } from '../src/proxy/judge-response.js';
import { createReport, textReport } from '../src/proxy/report.js';
import { createSecrets } from '../src/proxy/secrets.js';
import { withoutUnknown } from '../src/proxy/without-unknown.js';
import { operationOf } from './operation.js';
import { serve } from './proxy-support.js';

const difference: Difference = {
  side: 'response',
  kind: 'violation',
  method: 'GET',
  path: '/boats',
  status: 200,
  in: 'body',
  at: '/name',
  code: 'FIELD_REQUIRED',
  message: 'The property is required.',
} as Difference;

describe('the report of a proxy', () => {
  it('counts what differs in the same way, the most frequent first, with the time of its first', () => {
    let now = 0;
    const report = createReport('http://there', () => now);
    const other = { ...difference, at: '/size' };
    expect(report.add(difference)).toBe(true);
    now = 1000;
    expect([
      report.add(other),
      report.add(other),
      report.add(difference),
      report.add(other),
    ]).toEqual([true, false, false, false]);
    expect(report.read().differences).toEqual([
      { ...other, count: 3, first: '1970-01-01T00:00:01.000Z' },
      { ...difference, count: 2, first: '1970-01-01T00:00:00.000Z' },
    ]);
  });

  it('is a copy: what comes later does not change it', () => {
    const report = createReport('http://there', () => 0);
    report.add(difference);
    const read = report.read();
    report.add(difference);
    report.counts.requests += 1;
    expect([read.requests, read.differences[0]?.count]).toEqual([0, 1]);
  });

  const text = (change: object) =>
    textReport({ ...createReport('http://there', () => 0).read(), ...change });

  it('says for people that nothing differs', () => {
    expect(text({ requests: 1 })).toMatch(
      /^http:\/\/there: 1 request, contract \S+\nNothing differs from the contract\.\n$/,
    );
    expect(text({})).toMatch(/^http:\/\/there: 0 requests, /);
  });

  it('says for people what got lost, what differs, and what the contract only allows', () => {
    const listed = { ...difference, count: 2, first: '' };
    const unknown = { ...listed, kind: 'unknown', at: '/colour', message: 'More.' };
    const lines = text({
      requests: 9,
      unanswered: 2,
      notPassedOn: 1,
      differences: [listed, unknown],
      more: 3,
    }).split('\n');
    expect(lines.slice(1)).toEqual([
      '2 without an answer',
      '1 too large, and not passed on',
      '',
      'What differs from the contract:',
      expect.stringMatching(/^ {2}2 × .*\/name: The property is required\.$/),
      '',
      'What is not in the contract, which allows it:',
      expect.stringMatching(/^ {2}2 × .*\/colour: More\.$/),
      'and 3 more, which are not listed',
      '',
    ]);
  });
});

describe('a line of the log', () => {
  it('has time, level and what differs, as text or as JSON', () => {
    expect(lineOf(difference, 'text', () => 0)).toMatch(
      /^1970-01-01T00:00:00\.000Z warn response of .*\/name: The property is required\.$/,
    );
    expect(JSON.parse(lineOf(difference, 'json', () => 0))).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'warn',
      ...difference,
    });
  });

  it('names its operation, or the call of one that the contract does not have', () => {
    const of = (change: object) =>
      lineOf({ ...difference, ...change } as Difference, 'text', () => 0).slice(25);
    expect(of({ operationId: 'readBoat' })).toMatch(
      /^warn response of readBoat 200, body \/name: /,
    );
    expect(of({ status: undefined })).toMatch(/^warn response of GET \/boats unanswered, /);
    expect(of({ kind: 'unknown', at: '' })).toMatch(/^info response of GET \/boats 200, body: The/);
    // Nor do line breaks of other kinds, a terminal's commands and what turns the direction get through.
    expect(of({ message: 'a\nb\u2028c\u2029d\re\u001b[2Jf\u202eg\u0085' })).toMatch(
      /: a\?b\?c\?d\?e\?\[2Jf\?g\?$/,
    );
    expect(of({ message: 'a'.repeat(2000) })).toHaveLength(1000 + 'warn '.length);
  });
});

describe('what must not be shown', () => {
  const secrets = createSecrets([
    operationOf({
      security: [[{ type: 'apiKey', in: 'query', name: 'boat key', key: 'q' }]],
      request: { headers: [{ name: 'X-Name' }] },
    }),
  ]);
  const requestOf = (url: string, headers: Record<string, string> = {}) => ({
    url,
    header: (name: string) => headers[name],
  });

  it('are keys in the query, as they are and as they are encoded', () => {
    const request = requestOf('/boats?boat%20key=a%2Fb~c!%C3%BC&other=open');
    expect(secrets.credentialsOf(request)).toContain('a/b~c!ü');
    const redact = secrets.redactionOf(request);
    expect(redact('1 a/b~c!ü 2 a%2Fb~c!%C3%BC 3 a%2fb~c!%c3%bc 4 a~1b~0c!ü 5 open')).toBe(
      '1 … 2 … 3 … 4 … 5 open',
    );
  });

  it('are the headers of the contract, word by word, and those that always open doors', () => {
    const request = requestOf('/boats', {
      authorization: 'Bearer secret-1',
      cookie: 'session=secret-2; a=1',
      'x-name': 'Anne',
      'x-other': 'Open',
    });
    const redact = secrets.redactionOf(request);
    expect(redact('secret-1, secret-2, Anne, Open, 1, ses')).toBe('…, …, …, Open, 1, ses');
    expect(secrets.credentialsOf(request)).toEqual(
      expect.arrayContaining(['Bearer secret-1', 'secret-1', 'secret-2']),
    );
    expect(secrets.credentialsOf(request)).not.toContain('Anne');
    expect(secrets.credentialsOf(request)).not.toContain('');
  });

  it('are values of four characters or more, the longest first', () => {
    const redact = secrets.redactionOf(requestOf('/', { 'x-name': 'abc,abcd,abcdef' }));
    expect(redact('abc abcd abcdef')).toBe('abc … …');
  });

  it('are no parameters that are named like a header or cookie with a key', () => {
    const { credentialsOf } = createSecrets([
      operationOf({
        security: [
          [{ type: 'apiKey', in: 'header', name: 'X-Boat', key: 'h' }],
          [{ type: 'apiKey', in: 'cookie', name: 'boat', key: 'c' }],
          [{ type: 'http', scheme: 'bearer', name: 'token', key: 'b' }],
        ],
      }),
    ]);
    expect(credentialsOf(requestOf('/boats?X-Boat=open1&boat=open2&token=open3'))).toEqual([]);
  });

  it('is nothing where a query has no key, or cannot be read', () => {
    expect(secrets.credentialsOf(requestOf('/boats?other=open'))).toEqual([]);
    expect(secrets.credentialsOf(requestOf('/boats?boat%20key=%zz'))).toEqual([]);
  });
});

describe('a schema that takes no property that it does not name', () => {
  it('is made once, for validators are kept by it', () => {
    const schema = { type: 'object', properties: { name: {} } };
    expect(withoutUnknown(schema, undefined)).toBe(withoutUnknown(schema, undefined));
  });

  const naming = { properties: { name: {} } };
  const closed = { ...naming, unevaluatedProperties: false };
  const nested = { properties: { name: { items: naming } } };
  const nestedClosed = { properties: { name: { items: closed } } };

  it.each<[object, object]>([
    ...['items', 'additionalProperties', 'contains'].map((keyword): [object, object] => [
      { [keyword]: naming },
      { [keyword]: closed },
    ]),
    ...['properties', 'patternProperties'].map((keyword): [object, object] => [
      { items: { [keyword]: { a: naming } } },
      {
        items: {
          [keyword]: { a: closed },
          ...(keyword === 'properties' && { unevaluatedProperties: false }),
        },
      },
    ]),
    [{ prefixItems: [naming, true] }, { prefixItems: [closed, true] }],
  ])('is closed where it is the schema of another value: %j', (given, made) => {
    expect(withoutUnknown(given, undefined)).toEqual(made);
  });

  it.each(['if', 'then', 'else'])('says with "%s" more of the same value', (keyword) => {
    expect(withoutUnknown({ [keyword]: nested }, undefined)).toEqual({ [keyword]: nestedClosed });
  });

  it.each(['allOf', 'anyOf', 'oneOf'])('is closed around the parts of "%s"', (keyword) => {
    expect(withoutUnknown({ [keyword]: [true, {}, nested] }, undefined)).toEqual({
      [keyword]: [true, {}, nestedClosed],
      unevaluatedProperties: false,
    });
    expect(withoutUnknown({ [keyword]: [true, {}] }, {})).toEqual({
      [keyword]: [true, {}],
      __bundled__: {},
    });
  });

  it('is closed around what it refers to', () => {
    const named = { $ref: '#/__bundled__/Named' };
    const free = { $ref: '#/__bundled__/Free' };
    expect(withoutUnknown({ items: named, contains: free }, { Named: nested, Free: {} })).toEqual({
      items: { ...named, unevaluatedProperties: false },
      contains: free,
      __bundled__: { Named: nestedClosed, Free: {} },
    });
    expect(withoutUnknown({ ...named }, { Named: naming })).toEqual({
      ...named,
      unevaluatedProperties: false,
      __bundled__: { Named: naming },
    });
    expect(withoutUnknown({ ...free }, { Free: {} })).toEqual({
      ...free,
      __bundled__: { Free: {} },
    });
  });

  it.each([
    { type: 'object', additionalProperties: false },
    { ...naming, unevaluatedProperties: { type: 'string' } },
  ])('says of other properties what the schema itself says: %j', (schema) => {
    expect(withoutUnknown({ ...schema }, undefined)).toEqual(schema);
  });
});

describe('what is behind an encoding', () => {
  const plain = Buffer.from('Harbour');
  const textOf = async (bytes: Uint8Array, encoding?: string) => {
    const found = await decoded(bytes, encoding);
    return found && Buffer.from(found).toString();
  };

  it.each([
    [undefined, plain],
    ['', plain],
    ['identity', plain],
    ['gzip', gzipSync(plain)],
    ['x-gzip', gzipSync(plain)],
    ['GZip', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['identity, gzip ,identity, br', brotliCompressSync(gzipSync(plain))],
  ])('is read: %s', async (encoding, bytes) => {
    expect(await textOf(bytes, encoding)).toBe('Harbour');
  });

  it.each(['compress', 'toString', 'br', 'identity, identity, identity, identity, identity'])(
    'cannot be told: %s, unless there is nothing',
    async (encoding) => {
      expect(await textOf(plain, encoding)).toBeUndefined();
      expect(await textOf(new Uint8Array(), encoding)).toBe('');
    },
  );

  it('is no more than an answer may be', async () => {
    expect(await decoded(gzipSync(Buffer.alloc(maxAnswerBytes)), 'gzip')).toHaveLength(
      maxAnswerBytes,
    );
    expect(await decoded(gzipSync(Buffer.alloc(maxAnswerBytes + 1)), 'gzip')).toBeUndefined();
  });
});

describe('what is wrong with a body', () => {
  const schema = { type: 'object', required: ['name'] };
  const faultsOf = (body: unknown, ...violations: Violation[]) =>
    bodyFaults(operationOf({}), schema, body, violations);
  const violation = { path: ['body', 'a/b', '0'], code: 'odd', message: 'It is odd.' };

  it('is each cause of it, where Prism finds fault with it', () => {
    expect(faultsOf({}, violation)).toEqual([
      { in: 'body', at: '/name', code: 'FIELD_REQUIRED', message: 'The property is required.' },
    ]);
    expect(faultsOf(null)).toMatchObject([{ at: '', code: 'FIELD_INVALID' }]);
  });

  it('is nothing where Prism finds none, or only in other parts', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({}, { path: ['header', 'x'], message: '' })).toEqual([]);
    expect(faultsOf({}, { path: [], code: 401, message: '' })).toEqual([]);
  });

  it('is no property that the contract does not know, which is told on its own', () => {
    const open = { ...schema, properties: { name: { type: 'number' } } };
    expect(unknownProperties(operationOf({}), open, { colour: 'red' })).toEqual([
      {
        in: 'body',
        at: '/colour',
        code: 'FIELD_UNKNOWN',
        message: 'The contract has no such property.',
      },
    ]);
    expect(unknownProperties(operationOf({}), open, { name: 'red' })).toEqual([]);
  });

  it('is what Prism says where the schema finds nothing, a hundred times at most', () => {
    const told = { in: 'body', code: 'FIELD_INVALID', message: 'It is odd.' };
    expect(faultsOf({ name: 1 }, violation)).toEqual([{ ...told, at: '/a~1b/0' }]);
    expect(faultsOf({ name: 1 }, { path: [], message: 'It is odd.' })).toEqual([
      { ...told, at: '' },
    ]);
    expect(faultsOf({ name: 1 }, ...Array.from({ length: 101 }, () => violation))).toHaveLength(
      100,
    );
  });
});

describe('a violation that names no parameter', () => {
  const request = { method: 'POST', url: '/boats', header: () => undefined, body: undefined };

  it('is told without a name', async () => {
    const operation = operationOf({ path: '/boats', responses: [{ code: '200' }] });
    const inPath = readRequest(operation, {}, request).judge([{ path: ['path'], message: 'odd' }]);
    expect(inPath).toEqual([{ in: 'path', at: '', code: 'FIELD_INVALID', message: 'Odd.' }]);
    const answer = { status: 200, rawHeaders: [], bytes: new Uint8Array() };
    const { judge } = await readAnswer(operation, 'POST', answer, []);
    expect(judge([{ path: ['header'], code: 'required', message: 'One is missing.' }])).toEqual([
      { in: 'header', at: '', code: 'FIELD_REQUIRED', message: 'The header is required.' },
    ]);
  });
});

describe('headers that are passed on', () => {
  const names = (headers: string[], ...others: string[]) =>
    endToEnd(
      headers.flatMap((name) => [name, 'x']),
      ...others,
    ).filter((_, index) => index % 2 === 0);

  it('are not those of one connection (RFC 9110, 7.6.1)', () => {
    const ofConnection = [
      ...['Connection', 'Keep-Alive', 'Proxy-Authenticate', 'Proxy-Authorization'],
      ...['Proxy-Connection', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade'],
    ];
    expect(names([...ofConnection, 'X-Odd', 'te-x'])).toEqual(['X-Odd', 'te-x']);
    expect(names(['Expect', 'Host', 'X'], 'expect', 'host')).toEqual(['X']);
  });

  it('are not those that the connection names', () => {
    const headers = ['X-Odd', '1', 'connection', 'x-ODD , close', 'X-Even', 'x-odd', 'CLOSE', '2'];
    expect(endToEnd(headers)).toEqual(['X-Even', 'x-odd']);
    const others = ['X-Odd', 'x-even', 'X-Even', 'x'];
    expect(endToEnd(others)).toEqual(others);
  });
});

describe('a request that is passed on', () => {
  const request = { method: 'GET', url: '/', header: () => undefined, body: new Uint8Array() };

  it('may name a whole URL, and no path', async () => {
    const urls: (string | undefined)[] = [];
    const forward = createForward(
      `${await serve(({ url }, response) => {
        urls.push(url);
        response.end();
      })}/v2`,
      30,
    );
    for (const url of ['HTTPS://there:1', 'http://there?a=http://b', 'http://there/x', '/http://b'])
      await forward({ ...request, url });
    expect(urls).toEqual(['/v2/', '/v2/?a=http://b', '/v2/x', '/v2/http://b']);
  });

  it('goes below the path of the base URL, however that ends', async () => {
    let seen: string | undefined;
    const url = await serve((incoming, response) => {
      seen = incoming.url;
      response.end();
    });
    await createForward(`${url}/a//b//`, 30)({ ...request, url: '/c' });
    expect(seen).toBe('/a//b/c');
  });

  it('has the headers of the proxy alone where it comes with none, and a length with a body', async () => {
    let seen: string[] = [];
    const forward = createForward(
      await serve(({ rawHeaders }, response) => {
        seen = rawHeaders;
        response.end();
      }),
      30,
    );
    const namesOf = async (...rawHeaders: string[]) => {
      await forward({ ...request, rawHeaders });
      return seen.filter((_, index) => index % 2 === 0);
    };
    await forward(request);
    const own = seen.filter((_, index) => index % 2 === 0);
    expect(own).toEqual(['Host', 'Via', 'Connection']);
    const others = ['X-Why', 'content-length', 'X-Content-Length', '1', 'Content-Length-X', '1'];
    expect(await namesOf(...others)).toEqual([
      ...['Host', 'X-Why', 'X-Content-Length', 'Content-Length-X', 'Via', 'Connection'],
    ]);
    for (const name of ['content-LENGTH', 'Transfer-Encoding'])
      expect(await namesOf(name, '0')).toEqual(['Host', 'Content-Length', 'Via', 'Connection']);
  });

  it('goes by TLS where the address says so', async () => {
    const begins: (number | undefined)[] = [];
    const server = createServer((socket) =>
      socket.once('data', ([first]) => {
        begins.push(first);
        socket.destroy();
      }),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    for (const scheme of ['https', 'http'])
      await expect(createForward(`${scheme}://127.0.0.1:${port}`, 30)(request)).rejects.toThrow(
        'The server gave no answer',
      );
    server.close();
    // A record of TLS with a handshake in it; a G.
    expect(begins).toEqual([22, 71]);
  });
});
