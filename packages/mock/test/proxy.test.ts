import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { fillPath } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { startProxy } from '../src/index.js';
import { answerOf, differencesOf, proxyTo, proxyToAnswer, serve } from './proxy-support.js';
import {
  anyExchange,
  bodyOf,
  credentialsOf,
  exchangeBytes,
  exchanges,
  isClosed,
  operations,
  problemOf,
  send,
  successOf,
  takesClosedObject,
  takesSoMany,
} from './support.js';

const success = JSON.stringify(anyExchange.response);

/** Sends bytes with exactly these headers, and reads what comes back as it is. */
async function sendRaw(url: string, method: string, path: string, headers: string[], body = '') {
  const { hostname, port } = new URL(url);
  const outgoing = httpRequest({ hostname, port, method, path, headers, agent: false });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { response, bytes: Buffer.concat(chunks) };
}

it('listens on this machine only, unless told', async () => {
  const proxy = await proxyToAnswer(200, '{}');
  expect(new URL(proxy.url).hostname).toBe('127.0.0.1');
});

describe('a request', () => {
  it('arrives as it was sent, but for what belongs to one connection', async () => {
    const seen: { url?: string; method?: string; headers: string[]; body: string }[] = [];
    const url = await serve(({ url = '', method = '', rawHeaders }, response, body) => {
      seen.push({ url, method, headers: rawHeaders, body: body.toString() });
      response.end();
    });
    const proxy = await proxyTo(`${url}/api/v2/`);
    const body = '{ "a" : 1, "a": 2 }';
    const headers = ['Host', 'x', 'X-Odd', 'one', 'x-odd', 'two', 'Connection', 'X-Hop, close'];
    headers.push('X-Hop', '1', 'TE', 'trailers', 'Transfer-Encoding', 'chunked', 'Expect', 'no');
    await sendRaw(proxy.url, 'PATCH', '/a%2Fb/..;c?d=%20e&d&', headers, body);
    expect(seen).toEqual([
      {
        url: '/api/v2/a%2Fb/..;c?d=%20e&d&',
        method: 'PATCH',
        headers: [
          ...['Host', new URL(url).host, 'X-Odd', 'one', 'x-odd', 'two'],
          ...['Content-Length', String(body.length), 'Via', '1.1 connect-mock'],
          ...['Connection', 'close'],
        ],
        body,
      },
    ]);
  });

  it('is judged where the contract knows its path and method', async () => {
    const proxy = await proxyToAnswer(200, success);
    await fetch(`${proxy.url}/${'nowhere'.repeat(100)}?a`);
    await fetch(`${proxy.url}${fillPath(anyExchange.path, anyExchange.pathParameters)}`);
    expect(differencesOf(proxy)).toEqual([
      'request, violation, operation, NOT_FOUND',
      'request, violation, operation, METHOD_NOT_ALLOWED',
    ]);
    const { differences } = proxy.report();
    expect(differences.map(({ message }) => message)).toEqual([
      'The contract has no such path.',
      'The contract has no such method for this path.',
    ]);
    expect(differences[0]?.path).toBe(`/${'nowhere'.repeat(100)}`.slice(0, 300));
    expect(differences[0]?.method).toBe('GET');
    expect(differences[0]).not.toHaveProperty('operationId');
  });

  it.each(operations.map((operation) => [operation.operationId, operation] as const))(
    'of %s is told by its places what is wrong with it, and passed on all the same',
    async (operationId, operation) => {
      const exchange = successOf(operation);
      const proxy = await proxyToAnswer(...answerOf(exchange));
      const takesBody = operation.requestBody !== undefined;
      const hasClosedBody = takesClosedObject(operation);
      const headers = { Accept: 'text/html', ...(takesBody && { 'Content-Encoding': 'zip' }) };
      const keyed = operation.parameters.find((each) => each['x-idempotency']);
      const surplus = { ...(exchange.request as object), 'sur/plus~': 1 };
      const response = await send(
        proxy.url,
        exchange,
        { ...headers, 'X-Api-Key': '', ...(keyed && { [keyed.name]: 'x'.repeat(9999) }) },
        hasClosedBody ? JSON.stringify(surplus) : undefined,
      );
      expect(await bodyOf(response)).toEqual(exchange.response);
      // The surplus property may be one too many, which is told of the whole body.
      const tooMany = takesSoMany(operation) && 'request, violation, body, FIELD_INVALID';
      const differences = differencesOf(proxy).filter((each) => each !== tooMany);
      expect(differences.sort()).toEqual(
        [
          'request, violation, header Accept, NOT_ACCEPTABLE',
          ...(hasClosedBody ? ['request, violation, body /sur~1plus~0, FIELD_UNKNOWN'] : []),
          ...(takesBody
            ? ['request, violation, header Content-Encoding, UNSUPPORTED_MEDIA_TYPE']
            : []),
          ...(isClosed(operation)
            ? [`request, violation, header ${credentialsOf(operation)}, UNAUTHORIZED`]
            : []),
          ...(keyed ? [`request, violation, header ${keyed.name}, FIELD_INVALID`] : []),
        ].sort(),
      );
      expect(proxy.report().differences[0]).toMatchObject({
        operationId,
        method: exchange.method.toUpperCase(),
        path: exchange.path,
        status: Number(exchange.status),
        count: 1,
      });
    },
  );

  it.each([
    ['%ZZ', '{}', 'path subscriptionId, URL_MALFORMED'],
    ['x', '{"a', 'body, BODY_MALFORMED'],
    ['x', '\ufeff{}', 'body, BODY_MALFORMED'],
    ['x', 'null', 'body, FIELD_INVALID'],
  ])('with %s in its path and the body %s is passed on', async (parameter, body, difference) => {
    const proxy = await proxyToAnswer(500, '{"message":"x","code":"INTERNAL_ERROR"}');
    const path = anyExchange.path.replace(/\{[^}]+\}/g, parameter);
    const method = anyExchange.method.toUpperCase();
    const headers = ['X-Api-Key', 'k', 'Content-Type', 'application/json', 'Host', 'x'];
    const length = ['Content-Length', String(Buffer.byteLength(body))];
    const { response } = await sendRaw(proxy.url, method, path, [...headers, ...length], body);
    expect(response.statusCode).toBe(500);
    expect(differencesOf(proxy)).toContain(`request, violation, ${difference}`);
  });

  it('that is larger than the contract allows is not passed on', async () => {
    const proxy = await proxyToAnswer(200, success);
    const response = await send(proxy.url, anyExchange, {}, 'x'.repeat(1_048_577));
    await problemOf(response, 413, 'PAYLOAD_TOO_LARGE');
    expect(proxy.report()).toMatchObject({ requests: 1, notPassedOn: 1, unanswered: 0 });
    expect(proxy.report().differences).toStrictEqual([
      {
        side: 'request',
        kind: 'violation',
        method: anyExchange.method.toUpperCase(),
        path: anyExchange.path,
        operationId: anyExchange.operationId,
        in: 'body',
        at: '',
        code: 'PAYLOAD_TOO_LARGE',
        message: 'The body is larger than the contract allows. It was not passed on.',
        count: 1,
        first: expect.any(String),
      },
    ]);
  });
});

describe('an answer', () => {
  it('arrives as it was sent, and is not followed elsewhere', async () => {
    const headers = {
      Location: 'http://127.0.0.1:1/',
      'Set-Cookie': ['a=1', 'b=2'],
      'Content-Type': 'text/html',
      Connection: 'close, X-Hop',
      'X-Hop': '1',
      'Content-Length': '3',
    };
    const proxy = await proxyToAnswer(307, 'no\n', headers);
    const path = fillPath(anyExchange.path, anyExchange.pathParameters);
    const method = anyExchange.method.toUpperCase();
    const { response, bytes } = await sendRaw(proxy.url, method, path, ['Host', 'x']);
    expect(differencesOf(proxy)).toContain('response, violation, status, STATUS_UNKNOWN');
    const { differences } = proxy.report();
    const { message } = differences.find(({ code }) => code === 'STATUS_UNKNOWN') ?? {};
    expect(message).toMatch(/^Status 307 is none of 200, .*, other errors\.$/);
    expect(response.statusCode).toBe(307);
    expect(bytes.toString()).toBe('no\n');
    expect(response.headers).toMatchObject({
      location: headers.Location,
      'set-cookie': ['a=1', 'b=2'],
      'content-type': 'text/html',
    });
    expect(response.headers).not.toHaveProperty('x-hop');
    expect(response.headers).not.toHaveProperty('x-request-id');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('in %s stays so, and is checked all the same', async (encoding, compress) => {
    const bytes = compress(JSON.stringify({ ...(anyExchange.response as object), status: 'ODD' }));
    const proxy = await proxyToAnswer(200, bytes, {
      'Content-Type': 'application/json',
      'Content-Encoding': encoding,
    });
    const path = fillPath(anyExchange.path, anyExchange.pathParameters);
    const raw = await sendRaw(proxy.url, anyExchange.method.toUpperCase(), path, ['Host', 'x']);
    expect(raw.bytes).toEqual(bytes);
    expect(raw.response.headers['content-encoding']).toBe(encoding);
    expect(differencesOf(proxy)).toContain('response, violation, body /status, FIELD_INVALID');
  });

  it.each([
    ['an encoding that nobody knows', 'odd', Buffer.from('{}')],
    ['bytes that are not gzip', 'gzip', Buffer.from('{}')],
    ['few bytes for too many', 'gzip', gzipSync(Buffer.alloc(20 * 1024 * 1024, ' '))],
    ['gzip within gzip within …', 'gzip, gzip, gzip, gzip, gzip', Buffer.from('{}')],
  ])('with %s is passed on unchecked', async (_, encoding, bytes) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': encoding };
    const proxy = await proxyToAnswer(200, bytes, headers);
    const path = fillPath(anyExchange.path, anyExchange.pathParameters);
    const raw = await sendRaw(proxy.url, anyExchange.method.toUpperCase(), path, ['Host', 'x']);
    expect(raw.bytes).toEqual(bytes);
    const found = differencesOf(proxy).filter((each) => each.startsWith('response'));
    expect(found).toEqual(['response, violation, header Content-Encoding, FIELD_INVALID']);
  });

  it.each(exchanges.map((exchange) => [exchange.name, exchange] as const))(
    'as the contract shows it (%s) differs in nothing',
    async (_, exchange) => {
      const [status, body, headers] = answerOf(exchange);
      const proxy = await proxyToAnswer(status, body, headers);
      await send(proxy.url, exchange);
      const found = differencesOf(proxy);
      // A request that is refused may be one that the contract does not have.
      expect(status === 400 ? found.filter((each) => !each.startsWith('request')) : found).toEqual(
        [],
      );
    },
  );

  const json = { 'Content-Type': 'application/json' };
  const error = { message: 'x', code: 'FORBIDDEN' };
  const { subscriptionId: _, ...incomplete } = anyExchange.response as Record<string, unknown>;
  it.each([
    ['lacks a property', 200, incomplete, json, 'body /subscriptionId, FIELD_REQUIRED'],
    [
      'has another type',
      200,
      { ...incomplete, subscriptionId: 1 },
      json,
      'body /subscriptionId, FIELD_INVALID',
    ],
    ['is no JSON', 200, '<p>', json, 'body, BODY_MALFORMED'],
    [
      'is of another type',
      200,
      anyExchange.response,
      { 'Content-Type': 'text/json' },
      'header Content-Type, FIELD_INVALID',
    ],
    [
      'is in another charset',
      200,
      anyExchange.response,
      { 'Content-Type': 'application/json; charset=latin1' },
      'header Content-Type, FIELD_INVALID',
    ],
    ['names no type', 200, anyExchange.response, {}, 'header Content-Type, FIELD_INVALID'],
    [
      'has a status that is not documented',
      201,
      anyExchange.response,
      json,
      'status, STATUS_UNKNOWN',
    ],
    ['has the status of another code', 404, error, json, 'body /code, FIELD_INVALID'],
    ['is an error in another shape', 418, { error: 'x' }, json, 'body /message, FIELD_REQUIRED'],
    [
      'repeats the key',
      404,
      { message: 'no any-secret-key', code: 'X' },
      json,
      'body, SECRET_REPEATED',
    ],
    [
      'repeats the key in a header',
      404,
      error,
      { ...json, 'X-Echo': 'any-secret-key' },
      'header X-Echo, SECRET_REPEATED',
    ],
  ])('that %s is told', async (_, status, body, headers, difference) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const proxy = await proxyToAnswer(status, text, headers as Record<string, string>);
    await send(proxy.url, anyExchange, { 'X-Api-Key': 'any-secret-key' });
    expect(differencesOf(proxy)).toContain(`response, violation, ${difference}`);
  });

  it('may have more than the contract has, which is told apart, once in the log', async () => {
    const lines: string[] = [];
    const response = anyExchange.response as { customer: object };
    const body = { ...response, surplus: { of: 1 }, customer: { ...response.customer, age: 1 } };
    const proxy = await proxyToAnswer(200, JSON.stringify(body), json, {
      log: (line) => lines.push(line),
    });
    await send(proxy.url, anyExchange);
    await send(proxy.url, anyExchange);
    expect(differencesOf(proxy).sort()).toEqual([
      'response, unknown, body /customer/age, FIELD_UNKNOWN',
      'response, unknown, body /surplus, FIELD_UNKNOWN',
    ]);
    expect(proxy.report().differences[0]?.count).toBe(2);
    expect(lines.filter((line) => line.includes('/customer/age'))).toEqual([
      expect.stringMatching(/ info response of \w+ 200, body \/customer\/age: /),
    ]);
  });

  it('that breaks the contract is told in the log each time', async () => {
    const lines: string[] = [];
    const proxy = await proxyToAnswer(200, '{}', json, { log: (line) => lines.push(line) });
    for (let count = 0; count < 2; count += 1) await send(proxy.url, anyExchange);
    expect(lines.filter((line) => line.includes(' /subscriptionId: '))).toHaveLength(2);
  });

  it('that never comes is a 502, and one that takes too long a 504', async () => {
    const silent = await proxyTo(await serve(() => {}), { timeoutSeconds: 0.05 });
    expect(await problemOf(await send(silent.url, anyExchange), 504, 'PROXY_TIMEOUT')).toEqual({
      code: 'PROXY_TIMEOUT',
      message: 'The server did not answer within 0.05 seconds.',
      hint: 'It may have been executed: repeat it with the same idempotency key, and look at the server. --timeout lets it have more time.',
    });
    const slow = await serve((_, response) => {
      response.writeHead(200, json);
      response.write('{');
    });
    const halting = await proxyTo(slow, { timeoutSeconds: 0.05 });
    await problemOf(await send(halting.url, anyExchange), 504, 'PROXY_TIMEOUT');
    const rude = await proxyTo(await serve((request) => request.socket.destroy()));
    await problemOf(await send(rude.url, anyExchange), 502, 'PROXY_NO_ANSWER');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const dead = await proxyTo(`http://127.0.0.1:${port}`);
    expect(await problemOf(await send(dead.url, anyExchange), 502, 'PROXY_NO_ANSWER')).toEqual({
      code: 'PROXY_NO_ANSWER',
      message: 'The server gave no answer: ECONNREFUSED.',
      hint: 'Look whether it runs, and at the address that --proxy names.',
    });
    for (const proxy of [silent, halting, rude, dead]) {
      expect(proxy.report()).toMatchObject({ requests: 1, unanswered: 1, differences: [] });
    }
  });

  it('that does not end is cut off', async () => {
    const url = await serve((_, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(1 << 20)));
      };
      response.on('drain', more);
      more();
    });
    const proxy = await proxyTo(url);
    const response = await send(proxy.url, anyExchange);
    expect(await problemOf(response, 502, 'PROXY_ANSWER_TOO_LARGE')).toEqual({
      code: 'PROXY_ANSWER_TOO_LARGE',
      message:
        "The server's answer has more than 16777216 bytes, which the proxy does not pass on.",
      hint: 'It may have been executed: repeat it with the same idempotency key, and look at the server.',
    });
  });

  it('is passed on once, byte by byte, where it is as long as can be', async () => {
    let count = 0;
    const url = await serve((_, response) => {
      count += 1;
      response.end(Buffer.alloc(16 * 1024 * 1024, 'x'));
    });
    const proxy = await proxyTo(url);
    expect((await (await send(proxy.url, anyExchange)).arrayBuffer()).byteLength).toBe(16_777_216);
    expect(count).toBe(1);
  });

  it('that has not changed has the length that it would have', async () => {
    const proxy = await proxyToAnswer(304, '', { 'Content-Length': '42' });
    const { response } = await sendRaw(proxy.url, 'GET', '/', ['Host', 'x']);
    expect(response.headers['content-length']).toBe('42');
  });

  it.each([
    [{ 'Content-Length': '42' }, '42'],
    [{}, undefined],
  ])('to HEAD has the length that the server names: %o', async (headers, length) => {
    const proxy = await proxyToAnswer(200, '', headers as Record<string, string>);
    const path = fillPath(anyExchange.path, anyExchange.pathParameters);
    const { response } = await sendRaw(proxy.url, 'HEAD', path, ['Host', 'x']);
    expect(response.headers['content-length']).toBe(length);
    expect(differencesOf(proxy)).toEqual(['request, violation, operation, METHOD_NOT_ALLOWED']);
  });
});

describe('a page of another origin', () => {
  const ask = { 'Access-Control-Request-Method': 'POST', Origin: 'http://a.example' };
  const strict = { 'Access-Control-Allow-Origin': 'http://b.example' };

  it('asks the proxy whether it may call, and not the server', async () => {
    const proxy = await proxyToAnswer(200, success, { ...strict, 'Content-Type': 'text/plain' });
    const path = fillPath(anyExchange.path, anyExchange.pathParameters);
    const preflight = await fetch(proxy.url + path, { method: 'OPTIONS', headers: ask });
    expect(preflight.status).toBe(204);
    expect(proxy.report().requests).toBe(0);
    const response = await send(proxy.url, anyExchange);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('is one only where it asks so: other requests are passed on', async () => {
    const proxy = await proxyToAnswer(204, '', strict);
    await fetch(`${proxy.url}/nowhere`, { method: 'OPTIONS' });
    await fetch(`${proxy.url}/nowhere`, { headers: ask });
    expect(proxy.report().requests).toBe(2);
  });

  it('asks the server with cors off', async () => {
    const proxy = await proxyToAnswer(200, success, strict, { cors: false });
    const path = fillPath(anyExchange.path, anyExchange.pathParameters);
    const preflight = await fetch(proxy.url + path, { method: 'OPTIONS', headers: ask });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('http://b.example');
    expect(proxy.report().requests).toBe(1);
  });
});

it('shows a key nowhere, wherever it stands', async () => {
  const secrets = ['api-key-4711', 'idem key/~%7', 'bearer-4711'];
  const [apiKey = '', idempotencyKey = '', bearer = ''] = secrets;
  const lines: string[] = [];
  const echo = JSON.stringify({
    message: apiKey,
    code: idempotencyKey,
    [bearer]: 1,
    details: [{ [apiKey]: 1 }],
  });
  const headers = { 'Content-Type': `text/${apiKey}`, 'X-Request-Id': apiKey, [apiKey]: apiKey };
  const proxy = await proxyToAnswer(404, echo, headers, { log: (line) => lines.push(line) });
  const sent = {
    'X-Api-Key': apiKey,
    'X-Idempotency-Key': idempotencyKey,
    Authorization: `Bearer ${bearer}`,
    Accept: apiKey,
    'Content-Type': `x/${apiKey}`,
  };
  const paths = secrets.flatMap((secret) => [
    `/${encodeURIComponent(secret)}`,
    `/${encodeURIComponent(secret).toLowerCase()}?${encodeURIComponent(secret)}`,
    anyExchange.path.replace(/\{[^}]+\}/g, encodeURIComponent(secret)),
  ]);
  for (const path of paths)
    for (const body of [JSON.stringify({ [apiKey]: { [idempotencyKey]: bearer } }), apiKey])
      await fetch(proxy.url + path, {
        method: anyExchange.method.toUpperCase(),
        headers: sent,
        body,
      });
  const shown = [...lines, JSON.stringify(proxy.report())].join('\n');
  expect(proxy.report().requests).toBe(paths.length * 2);
  for (const secret of secrets.flatMap((each) => [
    each,
    encodeURIComponent(each),
    JSON.stringify(each).slice(1, -1),
  ]))
    expect(shown).not.toContain(secret);
  expect(shown).toContain('SECRET_REPEATED');
});

it('logs what came, HTTP or not, and each name that the server gave it', async () => {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const ids = { 'X-Request-Id': ['one', 'two'] };
  const proxy = await proxyToAnswer(404, '{}', ids, { log });
  await exchangeBytes(proxy.url, 'GARBAGE\r\n\r\n');
  await fetch(`${proxy.url}/nowhere`);
  expect(lines).toEqual([
    expect.stringMatching(/ warn - - 400 /),
    expect.stringMatching(/ warn request of GET \/nowhere 404, operation: /),
    expect.stringMatching(/ warn GET \/nowhere 404 [\d.]+ ms one, two$/),
  ]);
});

it('keeps a thousand differences and counts the others', async () => {
  const proxy = await proxyToAnswer(404, '{}');
  for (let request = 0; request < 1010; request += 1) await fetch(`${proxy.url}/${request}`);
  const { differences, more } = proxy.report();
  expect([differences.length, more]).toEqual([1000, 10]);
});

it('refuses an address that is none', async () => {
  await expect(startProxy({ baseUrl: 'localhost:4011' })).rejects.toThrow(TypeError);
});
