import { describe, expect, test } from 'vitest';
import { type ConnectClientOptions, createConnectClient } from '../src/index.js';
import { requested } from './requested.js';

const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

function start(options: Partial<ConnectClientOptions> = {}) {
  const sent: Request[] = [];
  const fetch = requested(async (request) => {
    sent.push(request);
    return Response.json({});
  });
  const settings = { baseUrl: 'http://api.test', apiKey: 'secret-key', fetch, ...options };
  return { create: () => createConnectClient(settings), sent };
}

const nonsense: [option: string, value: unknown][] = [
  ['timeout', Number.NaN],
  ['timeout', 0],
  ['timeout', 'soon'],
  ['totalTimeout', -1],
  ['totalTimeout', null],
  ['attempts', Number.NaN],
  ['attempts', 0],
  ['attempts', '3'],
  ['baseDelay', -1],
  ['maxDelay', Number.NaN],
  ['maxRetryAfter', -1],
  ['retry', true],
  ['retry', 3],
  ['retry', null],
  ['fetch', 'http'],
  ['onRequest', {}],
  ['onResponse', null],
  ['onFailure', 1],
  ['onRetry', 'log'],
  ['headers', 7],
  ['headers', 'X-Trace: 1'],
];
const nonsenseOfClients: typeof nonsense = [
  ['random', 0.5],
  ['idempotencyKey', 'fixed'],
  ['idempotencyKey', 0],
  ['clock', {}],
  ['clock', { now: 7, after: () => {} }],
  ['clock', null],
  ['validation', {}],
  ['validation', { onRequest: () => {} }],
];
const nonsenseOfCalls: typeof nonsense = [
  ['signal', {}],
  ['signal', 'soon'],
  ['signal', null],
  ['params', null],
  ['params', 'sub-1001'],
];
const nonsenseOfHttp: typeof nonsense = [
  ['querySerializer', 5],
  ['bodySerializer', 'json'],
  ['middleware', {}],
  ['parseAs', 'xml'],
  ['parseAs', 'constructor'],
  ['baseUrl', 7],
];
const asOptions = (option: string, value: unknown): object =>
  ['attempts', 'baseDelay', 'maxDelay', 'maxRetryAfter'].includes(option)
    ? { retry: { [option]: value } }
    : { [option]: value };

describe.each([...nonsense, ...nonsenseOfClients])('%s of a client: %j', (option, value) => {
  test('is refused at once, with the name of the option', () => {
    const { create } = start(asOptions(option, value));
    expect(create).toThrow(TypeError);
    expect(create).toThrow(`${option} must be`);
  });
});

describe.each([...nonsense, ...nonsenseOfCalls])('%s of a call: %j', (option, value) => {
  test('is refused before anything is sent, with the name of the option', async () => {
    const { create, sent } = start();
    const call = create().cancelSubscription({ ...init, ...asOptions(option, value) });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(`${option} must be`);
    expect(sent).toEqual([]);
  });
});

describe.each([...nonsense, ...nonsenseOfCalls, ...nonsenseOfHttp])(
  '%s of client.http: %j',
  (option, value) => {
    test('is refused before anything is sent, with the name of the option', async () => {
      const { create, sent } = start();
      const call = create().http.POST('/subscriptions/{subscriptionId}/cancel', {
        ...init,
        ...asOptions(option, value),
      });
      await expect(call).rejects.toThrow(TypeError);
      await expect(call).rejects.toThrow(`${option} must be`);
      expect(sent).toEqual([]);
    });
  },
);

test.each([
  [{ timeout: 0 }, 'timeout must be at least 1.'],
  [{ retry: { baseDelay: -1 } }, 'baseDelay must be at least 0.'],
  [{ retry: true }, 'retry must be false or an object.'],
  [{ onRetry: 'log' }, 'onRetry must be a function.'],
  [{ headers: 'X-Secret: 1' }, 'headers must be an object.'],
  [{ idempotencyKey: 'fixed' }, 'idempotencyKey must be a function.'],
  [{ signal: {} }, 'signal must be an AbortSignal.'],
  [{ middleware: {} }, 'middleware must be an array.'],
  [{ parseAs: 'xml' }, 'parseAs must be one of json text blob arrayBuffer formData stream.'],
  [{ clock: {} }, 'clock must be a Clock.'],
  [{ validation: {} }, 'validation must be a Validation.'],
])('%j is refused with what there must be, and not with what there is', (options, message) => {
  expect(start(options as object).create).toThrow(new TypeError(message));
});

test.each([
  { timeout: 1, totalTimeout: 1 },
  { timeout: Number.POSITIVE_INFINITY, totalTimeout: Number.POSITIVE_INFINITY },
  { retry: { attempts: 1, baseDelay: 0, maxDelay: 0, maxRetryAfter: 0 } },
  { timeout: undefined, retry: undefined, fetch: undefined, onRequest: undefined },
  { retry: { attempts: undefined, baseDelay: undefined } },
  { retry: false as const },
  { clock: undefined, validation: undefined, random: undefined, headers: undefined },
])('%j is sensible', (options) => {
  expect(start(options).create).not.toThrow();
});

test('an option of no name that is known is left alone, whatever it is called', async () => {
  const { create } = start();
  const call = create().cancelSubscription({ ...init, ...{ constructor: 7, valueOf: null } });
  await expect(call).resolves.toBeDefined();
});

test.each([undefined, null, 7, () => 'key'])(
  'an API key of a function that gives %s: nothing is sent',
  async (made) => {
    const { create, sent } = start({ apiKey: () => made as never });
    await expect(create().cancelSubscription(init)).rejects.toThrow('apiKey must be');
    expect(sent).toEqual([]);
  },
);

describe('the idempotency key', () => {
  test.each([
    { what: 'nothing', made: undefined },
    { what: 'null', made: null },
    { what: 'a number', made: 7 },
    { what: 'a promise', made: Promise.resolve('key') },
  ])('of a function that gives $what: nothing is sent', async ({ made }) => {
    const { create, sent } = start({ idempotencyKey: () => made as never });
    await expect(create().cancelSubscription(init)).rejects.toThrow('idempotencyKey must be');
    expect(sent).toEqual([]);
  });

  test('that is null, out of a database for example, is not replaced by a new one', async () => {
    const { create, sent } = start();
    const call = create().cancelSubscription({ ...init, idempotencyKey: null as never });
    await expect(call).rejects.toThrow('idempotencyKey must be');
    expect(sent).toEqual([]);
  });

  test('that is undefined is a new one', async () => {
    const { create, sent } = start();
    await create().cancelSubscription({ ...init, idempotencyKey: undefined });
    expect(sent[0]?.headers.get('X-Idempotency-Key')).toHaveLength(36);
  });
});

describe('a path parameter', () => {
  test.each(['', '.', '..', undefined, null])('%j is refused before sending', async (value) => {
    const { create, sent } = start();
    const call = create().cancelSubscription({
      ...init,
      params: { path: { subscriptionId: value as never } },
    });
    await expect(call).rejects.toThrow(
      'params.path.subscriptionId must be Unicode, neither empty nor dots.',
    );
    expect(sent).toEqual([]);
  });

  test('that is not there at all is refused', async () => {
    const { create } = start();
    const call = create().cancelSubscription({ body: init.body } as never);
    await expect(call).rejects.toThrow(TypeError);
  });

  test.each([
    ['...', '/subscriptions/.../cancel'],
    ['a/../b', '/subscriptions/a%2F..%2Fb/cancel'],
    ['%2e%2e', '/subscriptions/%252e%252e/cancel'],
    ['rid_{x}?#', '/subscriptions/rid_%7Bx%7D%3F%23/cancel'],
    ["$&$'", "/subscriptions/%24%26%24'/cancel"],
  ])('%j stays one segment', async (subscriptionId, pathname) => {
    const { create, sent } = start();
    await create().cancelSubscription({ ...init, params: { path: { subscriptionId } } });
    expect(new URL(sent[0]?.url ?? '').pathname).toBe(pathname);
  });
});

describe('a base URL', () => {
  test.each([
    'https://apiv2.example.com?tenant=1',
    'https://apiv2.example.com/#docs',
    'https://user:pass@apiv2.example.com',
    'https://user@apiv2.example.com/api',
    ' https://apiv2.example.com',
    'https://apiv2.example.com/a b',
    'https://apiv2.example.com\\api',
    'https:apiv2.example.com',
    'apiv2.example.com',
    'ftp://apiv2.example.com',
    'https://',
    'https://host:99999',
    '',
    undefined as never,
  ])('%j is refused at once', (baseUrl) => {
    expect(start({ baseUrl }).create).toThrow('baseUrl must be an http or https URL');
  });

  test('that is refused is not shown: it may have credentials', () => {
    expect(start({ baseUrl: 'https://me:secret@host' }).create).toThrow(
      new TypeError(
        'baseUrl must be an http or https URL without credentials, query and fragment.',
      ),
    );
  });

  test.each([
    ['https://apiv2.example.com', 'https://apiv2.example.com/subscriptions/sub-1001/cancel'],
    ['HTTP://localhost:4010/', 'http://localhost:4010/subscriptions/sub-1001/cancel'],
    ['https://h.test/api/v2', 'https://h.test/api/v2/subscriptions/sub-1001/cancel'],
    ['https://h.test/api/v2/', 'https://h.test/api/v2/subscriptions/sub-1001/cancel'],
    ['http://[::1]:4010', 'http://[::1]:4010/subscriptions/sub-1001/cancel'],
  ])('%s works', async (baseUrl, url) => {
    const { create, sent } = start({ baseUrl });
    await create().cancelSubscription(init);
    expect(sent[0]?.url).toBe(url);
  });
});

describe('headers', () => {
  const given = { 'X-Trace': 'abc' };
  test.each([
    { form: 'an object', headers: given },
    { form: 'pairs', headers: Object.entries(given) as [string, string][] },
    { form: 'Headers', headers: new Headers(given) },
  ])('may be $form', async ({ headers }) => {
    const { create, sent } = start({ headers });
    await create().cancelSubscription(init);
    await start()
      .create()
      .cancelSubscription({ ...init, headers });
    expect(sent[0]?.headers.get('X-Trace')).toBe('abc');
  });

  test('of the client, and of the call, cannot replace the API key', async () => {
    const forged = { 'X-Api-Key': 'forged', 'x-api-key': 'forged' };
    const { create, sent } = start({ headers: forged });
    await create().cancelSubscription({ ...init, headers: forged });
    expect(sent[0]?.headers.get('X-Api-Key')).toBe('secret-key');
  });

  test('of a call may take one of the client out, with null', async () => {
    const { create, sent } = start({ headers: { 'X-A': 'client' } });
    await create().cancelSubscription({ ...init, headers: { 'x-a': null as never } });
    expect(sent[0]?.headers.has('X-A')).toBe(false);
  });

  test('of a call may be lists, whose values are added', async () => {
    const { create, sent } = start({ headers: { 'X-A': 'client' } });
    await create().cancelSubscription({ ...init, headers: { 'x-a': ['1', '2'] as never } });
    expect(sent[0]?.headers.get('X-A')).toBe('client, 1, 2');
  });

  test('of a call win over those of the client, and undefined leaves them', async () => {
    const { create, sent } = start({ headers: { 'X-A': 'client', 'X-B': 'client' } });
    const headers = { 'x-a': 'call', 'X-B': undefined as never };
    await create().cancelSubscription({ ...init, headers });
    expect(sent[0]?.headers.get('X-A')).toBe('call');
    expect(sent[0]?.headers.get('X-B')).toBe('client');
  });

  test('may name another Content-Type', async () => {
    const { create, sent } = start();
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    await create().cancelSubscription({ ...init, headers });
    expect(sent[0]?.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  });
});
