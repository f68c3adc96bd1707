import { document, examplesOf, json, operationsOf } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../src/store/memory.js';
import type { Store } from '../src/store/store.js';
import { apiKey, testSandbox } from './support.js';

const valid = JSON.stringify({ schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' });
const url = '/subscriptions/sub-1001/cancel';

it('a request with HEAD gets no body', async () => {
  const { send } = testSandbox();
  const answers = [await send('HEAD', url), await send('HEAD', '/__health')];
  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [405, ''],
    [200, ''],
  ]);
});

// On a server elsewhere each question takes a journey there and back.
it.each([
  ['with a key', { 'X-Idempotency-Key': 'key-1' }, '2024-01-20', ['claim']],
  [
    'with a key, where nothing is scheduled,',
    { 'X-Idempotency-Key': 'key-1' },
    undefined,
    ['claim'],
  ],
  // A claim would have told the time, and what is due next.
  ['without a key', {}, undefined, ['now', 'due']],
])('a request %s asks its store for no more than it needs', async (_, headers, nextDue, first) => {
  const asked: string[] = [];
  const { cancel } = testSandbox({
    store: (initial) => {
      const { versioned, isTransient = true, ...store } = createMemoryStore(initial);
      const commit: Store['commit'] = () => {
        asked.push('commit');
        return 'done';
      };
      const recorded = Object.entries(store).map(([name, method]) => [
        name,
        (...given: never[]) => {
          asked.push(name);
          return (method as (...given: never[]) => unknown)(...given);
        },
      ]);
      const claim: Store['claim'] = (key) => {
        asked.push('claim');
        const reading = { now: initial.clock().instant, nextDue };
        return { kind: 'granted', lease: { key, token: 1 }, reading };
      };
      return { ...store, ...Object.fromEntries(recorded), claim, commit, versioned, isTransient };
    },
  });
  expect((await cancel('sub-1001', {}, headers)).status).toBe(200);
  expect(asked).toEqual(['takeFault', 'epoch', ...first, 'subscription', 'commit']);
});

it('the headers of a request are asked for by their names in lower case', async () => {
  const { sandbox } = testSandbox();
  const headers = new Map([
    ['x-api-key', apiKey],
    ['x-idempotency-key', ''],
    ['content-type', 'application/json'],
  ]);
  const asked = new Set<string>();
  const answer = await sandbox.handle({
    method: 'POST',
    url,
    header: (name) => {
      asked.add(name);
      return headers.get(name);
    },
    body: new TextEncoder().encode(valid),
  });
  expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('X-Idempotency-Key') });
  expect([...asked].filter((name) => name !== name.toLowerCase())).toEqual([]);
});

describe('the media type of a request', () => {
  it.each([
    ['application/json', 200],
    ['Application/JSON', 200],
    ['application/json; charset=utf-8', 200],
    ['application/json;charset="UTF-8"', 200],
    ['application/json;', 200],
    ['application/json; version=1', 200],
    ['application/json; charset=iso-8859-1', 415],
    ['application/json; charset=utf-8; charset=utf-16', 415],
    ['application/json; charset', 415],
    ['application/merge-patch+json', 415],
    ['application/problem+json', 415],
    ['text/plain', 415],
    ['multipart/form-data; boundary=x', 415],
    ['json', 415],
  ])('%s is answered with %i', async (contentType, status) => {
    const { call } = testSandbox();
    expect((await call('POST', url, valid, { 'Content-Type': contentType })).status).toBe(status);
  });

  it('is a 415 where it is missing', async () => {
    const { call } = testSandbox();
    const body = new TextEncoder().encode(valid);
    expect((await call('POST', url, body, { 'Content-Type': undefined })).status).toBe(415);
  });

  it('is a 415 with a content encoding', async () => {
    const { call } = testSandbox();
    expect((await call('POST', url, valid, { 'Content-Encoding': 'gzip' })).status).toBe(415);
  });
});

describe('the Accept header', () => {
  it.each([
    ['*/*', 200],
    ['application/*', 200],
    ['text/html, application/json;q=0.9', 200],
    ['text/html, */*;q=0.1', 200],
    ['text/html', 406],
    ['application/json;q=0', 406],
    ['application/json;q=0, */*', 406],
    ['application/xml, text/*', 406],
  ])('%s is answered with %i', async (accept, status) => {
    const { call } = testSandbox();
    expect((await call('POST', url, valid, { Accept: accept })).status).toBe(status);
  });
});

describe('a request that does not fit the contract', () => {
  it.each([
    ['an empty body', ''],
    ['an incomplete body', '{'],
    ['text', 'reason=NO_NEED'],
    ['a byte order mark', `\ufeff${valid}`],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
  ])('for %s says that the body is malformed', async (_, body) => {
    const { call } = testSandbox();
    const answer = await call('POST', url, body);
    expect([answer.status, answer.body.details[0].code]).toEqual([400, 'BODY_MALFORMED']);
  });

  it.each([['null'], ['[]'], ['"text"'], ['1'], ['true'], ['{}']])(
    'for the body %s is a 400',
    async (body) => {
      const { call } = testSandbox();
      expect((await call('POST', url, body)).status).toBe(400);
    },
  );

  it('for a body of deeply nested arrays is a 400', async () => {
    const { call } = testSandbox();
    const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const body = `{"schedule":{"type":"CancelNextDay"},"reason":"NO_NEED","metadata":{"a":${nested}}}`;
    expect((await call('POST', url, body)).status).toBe(400);
  });

  it('for broken percent-encoding in the path is the contract’s example', async () => {
    const { call } = testSandbox();
    const { status, body } = await call('POST', '/subscriptions/%zz/cancel', valid);
    expect(status).toBe(400);
    expect(body).toEqual(exampleNamed('malformedUrl'));
  });

  it.each(['/subscriptions/sub-1001/cancel?a=%zz', '/subscriptions/%ff/cancel'])(
    'for %s is a 400',
    async (path) => {
      const { call } = testSandbox();
      const { status, body } = await call('POST', path, valid);
      expect([status, body.details[0].code]).toEqual([400, 'URL_MALFORMED']);
    },
  );

  it('for an id that is too long is a 400', async () => {
    const { cancel } = testSandbox();
    expect((await cancel('x'.repeat(513))).status).toBe(400);
  });

  it.each([
    ['unauthorized', { 'X-Api-Key': 'nobody' }],
    ['unauthorized', { 'X-Api-Key': undefined }],
    ['emptyIdempotencyKey', { 'X-Idempotency-Key': '' }],
    ['unsupportedMediaType', { 'Content-Type': 'application/x-www-form-urlencoded' }],
  ])('is answered with the contract’s example %s', async (name, headers) => {
    const { call } = testSandbox();
    expect((await call('POST', url, valid, headers)).body).toEqual(exampleNamed(name));
  });
});

describe('a URL', () => {
  it('may have unknown query parameters', async () => {
    const { call } = testSandbox();
    expect((await call('POST', `${url}?verbose=1`, valid)).status).toBe(200);
  });

  it('may have an encoded id', async () => {
    const { call } = testSandbox();
    expect((await call('POST', '/subscriptions/sub%2D1001/cancel', valid)).status).toBe(200);
  });

  it.each([
    '/',
    '/subscription',
    '/subscriptions//cancel',
    '/subscriptions/sub-1001/cancel/',
    '/constructor',
  ])('%s is a 404', async (path) => {
    const { call } = testSandbox();
    const { status, body } = await call('POST', path, valid);
    expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('with another method is a 405 that says which are allowed', async () => {
    const { send } = testSandbox();
    const { status, headers } = await send('DELETE', url);
    expect([status, headers['allow']]).toEqual([405, 'POST']);
  });
});

describe('every response', () => {
  it('has a request id of its own', async () => {
    const { send, call } = testSandbox();
    const answers = [
      await call('POST', url, valid),
      await call('POST', url, '{'),
      await send('GET', '/nothing'),
      await send('GET', '/__health'),
      await send('GET', '/__sandbox/clock'),
    ];
    const ids = answers.map(({ headers }) => headers['x-request-id']);
    expect(new Set(ids).size).toBe(5);
    expect(ids).not.toContain(undefined);
  });
});

it('a body is read where Request has no body property, as in Firefox', async () => {
  const { sandbox } = testSandbox();
  const statusOf = async (body: string) => {
    const headers = { 'Content-Type': 'application/json', 'X-Api-Key': apiKey };
    const request = new Request(`http://sandbox.test${url}`, { method: 'POST', headers, body });
    Object.defineProperty(request, 'body', { value: undefined });
    return (await sandbox.fetch(request)).status;
  };
  expect(await statusOf(valid)).toBe(200);
  expect(await statusOf(valid.padEnd(1_048_577))).toBe(413);
  expect(await statusOf('')).toBe(400);
});

it('two sandboxes give no request id twice', async () => {
  const ids = [];
  for (const { send } of [testSandbox(), testSandbox()]) {
    for (let request = 0; request < 40; request++) {
      ids.push((await send('GET', '/__health')).headers['x-request-id']);
    }
  }
  expect(new Set(ids).size).toBe(80);
});

function exampleNamed(name: string): unknown {
  const examples = operationsOf(document).flatMap(({ responses }) =>
    Object.values(responses).flatMap((response) => examplesOf(document, json(response))),
  );
  const example = examples.find((each) => each.name === name);
  if (!example) throw new Error(`The contract has no example ${name}.`);
  return example.value;
}
