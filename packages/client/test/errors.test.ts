import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  AbortError,
  type ConnectClientOptions,
  ConnectionError,
  createConnectClient,
  isRepeatable,
  orThrow,
  ResponseError,
} from '../src/index.js';
import { requested } from './requested.js';

const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

const clientOf = (
  fetch: (request: Request) => Promise<Response>,
  options: Partial<ConnectClientOptions> = {},
) =>
  createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    retry: false,
    fetch: requested(fetch),
    ...options,
  });

const notFound = async () =>
  Response.json(
    {
      message: 'There is no subscription sub-1001.',
      code: 'SUBSCRIPTION_NOT_FOUND',
      hint: 'Check subscriptionId in the path.',
      details: [{ message: 'unknown', code: 'FIELD_INVALID', property: 'subscriptionId' }],
    },
    { status: 404, headers: { 'X-Request-Id': 'req-1' } },
  );

const rejection = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error) => error,
  );

describe('orThrow', () => {
  test('gives the data of a success', async () => {
    const client = clientOf(async () => Response.json({ subscriptionId: 'sub-1001' }));
    const subscription = await orThrow(client.cancelSubscription(init));
    expect(subscription.subscriptionId).toBe('sub-1001');
  });

  test('throws what the server said, with all there is to know about the call', async () => {
    const call = orThrow(
      clientOf(notFound).cancelSubscription({ ...init, idempotencyKey: 'my-key' }),
    );
    const error = await rejection(call);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({
      kind: 'response',
      name: 'ResponseError',
      message: '404 SUBSCRIPTION_NOT_FOUND There is no subscription sub-1001.',
      status: 404,
      code: 'SUBSCRIPTION_NOT_FOUND',
      hint: 'Check subscriptionId in the path.',
      details: [{ property: 'subscriptionId' }],
      requestId: 'req-1',
      idempotencyKey: 'my-key',
      attempts: 1,
    });
  });

  test('throws for a body that is not in the shape of an error, too', async () => {
    const gateway = async () =>
      new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' });
    const error = await rejection(orThrow(clientOf(gateway).cancelSubscription(init)));
    expect(error).toMatchObject({ status: 502, code: undefined, details: [] });
    expect(error.message).toBe('502 Bad Gateway');
  });
});

test.each([
  { what: 'empty', body: null },
  { what: 'a page', body: '<h1>Bad gateway</h1>' },
  { what: 'null', body: 'null' },
  { what: 'an empty text', body: '""' },
  { what: '0', body: '0' },
  { what: 'false', body: 'false' },
  { what: 'a list', body: '[]' },
])('a failure whose body is $what has an `error`, too', async ({ body }) => {
  const gateway = async () => new Response(body, { status: 502, statusText: 'Bad Gateway' });
  const { data, error, response } = await clientOf(gateway).cancelSubscription(init);
  expect(data).toBeUndefined();
  expect(error).toEqual({ message: 'Bad Gateway' });
  expect(await response.text()).toBe(body ?? '');
});

test('an error of a gateway keeps what it has, and gets a message if it has none', async () => {
  const answer = (body: object) => async () => Response.json(body, { status: 502 });
  const named = await clientOf(answer({ message: 'Down.', node: 7 })).cancelSubscription(init);
  expect(named.error).toEqual({ message: 'Down.', node: 7 });
  const silent = await clientOf(answer({ fault: 'x', message: '' })).cancelSubscription(init);
  expect(silent.error).toEqual({ fault: 'x', message: 'The server answered 502.' });
});

test('an error whose parts are of other types has none of them', async () => {
  const body = { message: 7, code: 500, details: 'many' };
  const odd = async () => Response.json(body, { status: 500, statusText: 'Oops' });
  const error = await rejection(orThrow(clientOf(odd).cancelSubscription(init)));
  expect(error).toMatchObject({ code: undefined, details: [], message: '500 Oops' });
});

test.each([
  [[], {}],
  [[{ message: 'No.' }], {}],
  ['No.', {}],
  [{ message: '' }, {}],
  [{ message: 7, code: 'X' }, { code: 'X' }],
])('an error %j, which is no object with a message, gets one', async (body, kept) => {
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    retry: false,
    fetch: async () => Response.json(body, { status: 502, statusText: 'Bad Gateway' }),
  });
  const { error } = await client.cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  });
  expect(error).toEqual({ ...kept, message: 'Bad Gateway' });
});

test('an error of HTTP/2, which has no status text, has a message', async () => {
  const empty = async () => new Response(null, { status: 502 });
  const { error } = await clientOf(empty).cancelSubscription(init);
  expect(error?.message).toBe('The server answered 502.');
});

describe('whether an error may be repeated', () => {
  test.each([
    { status: 409, code: 'idempotency_key_locked', repeatable: true },
    { status: 409, code: 'idempotency_key_mismatch', repeatable: false },
    { status: 400, code: 'VALIDATION_ERROR', repeatable: false },
    { status: 503, code: 'NEW_CODE', repeatable: true },
    { status: 404, code: 503, repeatable: false },
  ])('$status $code: $repeatable', async ({ status, code, repeatable }) => {
    const answer = async () => Response.json({ message: 'No.', code }, { status });
    const error = await rejection(orThrow(clientOf(answer).cancelSubscription(init)));
    expect(error.repeatable).toBe(repeatable);
    expect(isRepeatable({ status, code })).toBe(repeatable);
    expect(isRepeatable(error)).toBe(repeatable);
  });

  test('is known of requests without a response, too', () => {
    expect(isRepeatable({})).toBe(true);
  });
});

test('an error of a response that no client has sent counts one attempt and knows no id', async () => {
  const response = new Response(null, { status: 404 });
  const error = await orThrow(Promise.resolve({ error: { message: 'No.' }, response })).catch(
    (thrown) => thrown,
  );
  expect(error).toMatchObject({ attempts: 1, status: 404 });
  for (const name of ['requestId', 'idempotencyKey', 'code', 'hint']) {
    expect([name, error[name]]).toEqual([name, undefined]);
  }
});

test('a result that says `error: undefined` is a success', async () => {
  const response = Response.json({ id: 1 });
  expect(await orThrow({ data: { id: 1 }, error: undefined, response })).toEqual({ id: 1 });
});

test('a success is one whatever code its body has: it is not repeated', async () => {
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    return Response.json({ code: 'idempotency_key_locked' });
  };
  const { data } = await clientOf(fetch, { retry: {} }).cancelSubscription(init);
  expect([data, sent]).toEqual([{ code: 'idempotency_key_locked' }, 1]);
});

test('a status after the last success is an error', async () => {
  const { data, error } = await clientOf(async () =>
    Response.json({ message: 'Which?' }, { status: 300 }),
  ).cancelSubscription(init);
  expect([data, error]).toEqual([undefined, { message: 'Which?' }]);
});

test('a status that no response has is a failed connection', async () => {
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    retry: false,
    fetch: async () => ({
      status: 199,
      statusText: '',
      headers: new Headers(),
      text: async () => '{}',
      arrayBuffer: () => expect.unreachable(),
    }),
  });
  await expect(client.cancelSubscription(init)).rejects.toMatchObject({ kind: 'connection' });
});

test('what is known of a call is with its response, for another copy of this package', async () => {
  const { response } = await clientOf(notFound).cancelSubscription({
    ...init,
    idempotencyKey: 'my-key',
  });
  const other = Symbol.for('@connect-api/client') as never;
  expect(response[other]).toEqual({ idempotencyKey: 'my-key', attempts: 1 });
});

test('the whole body of an answer is in no log of an error', async () => {
  const error = await rejection(orThrow(clientOf(odd).cancelSubscription(init)));
  expect(Object.keys(error).sort()).toEqual(
    ['attempts', 'code', 'details', 'hint', 'idempotencyKey', 'kind', 'name'].concat([
      'repeatable',
      'requestId',
      'status',
    ]),
  );
  expect(inspect(error, { depth: 9 })).not.toContain('a-secret-of-the-body');
  expect(JSON.stringify(error)).not.toContain('a-secret-of-the-body');
  expect((await error.response.json()).note).toBe('a-secret-of-the-body');

  async function odd() {
    return Response.json(
      { message: 'No.', code: 'X', note: 'a-secret-of-the-body' },
      { status: 400 },
    );
  }
});

describe('without a response', () => {
  const refused = async () => {
    throw new TypeError('fetch failed');
  };

  test('a failed connection is told, with its cause and the key to repeat the call with', async () => {
    const error = await rejection(clientOf(refused).cancelSubscription(init));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.cause.message).toBe('fetch failed');
    expect(error.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('each error has its name', async () => {
    const refused = async () => {
      throw new TypeError('refused');
    };
    const failed = clientOf(refused, { retry: false }).cancelSubscription(init);
    expect(await rejection(failed)).toMatchObject({
      name: 'ConnectionError',
      message: 'The connection failed.',
    });
    const never = () => new Promise<Response>(() => {});
    const late = clientOf(never, { retry: false, timeout: 1 }).cancelSubscription(init);
    expect(await rejection(late)).toMatchObject({ name: 'TimeoutError' });
  });

  test('an aborted call is told, with the reason of the signal', async () => {
    const controller = new AbortController();
    const client = clientOf(() => {
      controller.abort(new Error('changed my mind'));
      return new Promise(() => {});
    });
    const error = await rejection(
      client.cancelSubscription({ ...init, signal: controller.signal }),
    );
    expect(error).toBeInstanceOf(AbortError);
    expect(error.cause.message).toBe('changed my mind');
  });

  test('a call can be aborted while its API key is being fetched', async () => {
    const controller = new AbortController();
    const client = clientOf(notFound, {
      apiKey() {
        queueMicrotask(() => controller.abort());
        return new Promise(() => {});
      },
    });
    const error = await rejection(
      client.cancelSubscription({ ...init, signal: controller.signal }),
    );
    expect(error).toMatchObject({ kind: 'abort', attempts: 0 });
  });

  test('what the function for the API key throws is not hidden', async () => {
    const apiKey = () => Promise.reject(new Error('The vault is sealed.'));
    const error = await rejection(clientOf(notFound, { apiKey }).cancelSubscription(init));
    expect(error.message).toBe('The vault is sealed.');
  });

  test('a success that is not JSON is a connection error, and what answered is told', async () => {
    const portal = async () =>
      new Response('<h1>Log in</h1>', { headers: { 'Content-Type': 'text/html' } });
    const error = await rejection(clientOf(portal).cancelSubscription(init));
    expect(error).toMatchObject({
      kind: 'connection',
      attempts: 1,
      message: 'The response with status 200 is not JSON (text/html).',
    });
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  test('a redirect is not followed: it would carry the API key elsewhere', async () => {
    const modes: string[] = [];
    const client = clientOf(async ({ redirect }) => {
      modes.push(redirect);
      return new Response(null, { status: 307, headers: { Location: 'https://elsewhere.test' } });
    });
    const error = await rejection(orThrow(client.cancelSubscription(init)));
    expect(error).toMatchObject({ kind: 'response', status: 307 });
    expect(modes).toEqual(['manual']);
  });

  test('a call that was aborted before it began sends nothing', async () => {
    let requests = 0;
    const client = clientOf(async () => Response.json({ requests: ++requests }));
    const error = await rejection(
      client.cancelSubscription({ ...init, signal: AbortSignal.abort() }),
    );
    expect(error).toMatchObject({ kind: 'abort', attempts: 0 });
    expect(requests).toBe(0);
  });

  test('a call can be aborted while it waits for its next attempt', async () => {
    const controller = new AbortController();
    const client = clientOf(refused, {
      retry: { baseDelay: 1e6, maxDelay: 1e6 },
      random: () => 0.01,
      onRetry: () => queueMicrotask(() => controller.abort()),
    });
    const error = await rejection(
      client.cancelSubscription({ ...init, signal: controller.signal }),
    );
    expect(error).toMatchObject({ kind: 'abort', attempts: 1 });
  });
});

describe('the API key', () => {
  const everythingOf = (value: unknown) => inspect(value, { depth: 20, showHidden: true });

  test('is in no error and in nothing that hooks see', async () => {
    const seen: unknown[] = [];
    const watch = (event: unknown) => void seen.push(event);
    const hooks = { onRequest: watch, onResponse: watch, onRetry: watch };
    const retry = { attempts: 2, baseDelay: 0 };
    const failures = [
      notFound,
      async () => Response.json({ message: 'Oops', code: 'INTERNAL_ERROR' }, { status: 500 }),
      async () => {
        throw new TypeError('fetch failed');
      },
    ];
    for (const fetch of failures) {
      const client = clientOf(fetch, { ...hooks, retry });
      seen.push(client, await rejection(orThrow(client.cancelSubscription(init))));
    }
    expect(seen.length).toBeGreaterThan(6);
    expect(everythingOf(seen)).not.toContain('secret-key');
  });

  test('is not shown when no header can carry it', async () => {
    const client = clientOf(notFound, { apiKey: () => 'secret-key\n' });
    const error = await rejection(client.cancelSubscription(init));
    expect(error.message).toContain('apiKey must be');
    expect(everythingOf(error)).not.toContain('secret-key');
  });
});
