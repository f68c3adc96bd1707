import { document, exchangesOf, operationsOf } from '@connect-api/spec';
import type { paths } from '@connect-api/types';
import createClient, { type Middleware } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import {
  type ConnectClient,
  type ContractError,
  type ContractValidators,
  createConnectClient,
  type ValidationResult,
  validateWith,
} from '../src/index.js';
import { requested } from './requested.js';

const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;
const details = [
  { property: 'comment', code: 'FIELD_REQUIRED', message: 'The property is required.' },
];

/** Validators that note what they are given. The real ones are tested together in `tests`. */
function validatorsThatSay(verdict: { request?: ValidationResult; response?: ValidationResult }) {
  const seen: Record<string, unknown>[] = [];
  const validators = Object.fromEntries(
    operationsOf(document).map(({ operationId, method, path }) => [
      operationId,
      {
        method: method.toUpperCase(),
        path,
        request(request: object): ValidationResult {
          seen.push({ operationId, ...request });
          return verdict.request ?? { valid: true };
        },
        response(status: number, response: object): ValidationResult {
          seen.push({ operationId, status, ...response });
          return verdict.response ?? { valid: true };
        },
      },
    ]),
  ) as unknown as ContractValidators;
  return { validation: validateWith(validators), seen };
}

const startClient = (validation: ReturnType<typeof validateWith>) => {
  const sent: string[] = [];
  const client = createConnectClient({
    baseUrl: 'http://api.test/v1',
    apiKey: 'secret-key',
    validation,
    retry: { attempts: 2, baseDelay: 0 },
    fetch: requested(async (request) => {
      sent.push(await request.text());
      return Response.json({ subscriptionId: 'sub-1001' }, { headers: { 'X-Request-Id': 'r-1' } });
    }),
  });
  return { client, sent };
};

const rejection = (call: Promise<unknown>): Promise<ContractError> =>
  call.then(
    () => expect.unreachable('The call should have been rejected.'),
    (error) => error,
  );

type Call = (client: ConnectClient) => Promise<unknown>;
const ways: { way: string; call: Call }[] = [
  { way: 'a method', call: (client) => client.cancelSubscription(init) },
  {
    way: 'the client underneath',
    call: ({ http }) => http.POST('/subscriptions/{subscriptionId}/cancel', init),
  },
];

describe.each(ways)('validation of $way', ({ call }) => {
  test('refuses a request before it is sent', async () => {
    const { validation } = validatorsThatSay({ request: { valid: false, details } });
    const { client, sent } = startClient(validation);
    const error = await rejection(call(client));
    expect(error).toMatchObject({
      name: 'ContractError',
      kind: 'contract',
      part: 'request',
      details,
      attempts: 0,
      message: 'The request breaks the contract. comment: The property is required.',
    });
    expect(sent).toEqual([]);
  });

  test('turns a response into an error that says where', async () => {
    const { validation } = validatorsThatSay({ response: { valid: false, details } });
    const { client, sent } = startClient(validation);
    const error = await rejection(call(client));
    expect(error).toMatchObject({ kind: 'contract', part: 'response', details, attempts: 1 });
    expect(error.idempotencyKey).toHaveLength(36);
    expect(await error.response?.json()).toEqual({ subscriptionId: 'sub-1001' });
    expect(sent, 'is not repeated').toHaveLength(1);
  });

  test('sees what is on the wire', async () => {
    const { validation, seen } = validatorsThatSay({});
    await call(startClient(validation).client);
    const operationId = 'cancelSubscription';
    expect(seen).toMatchObject([
      { operationId, path: init.params.path, body: init.body },
      { operationId, status: 200, body: { subscriptionId: 'sub-1001' } },
    ]);
    expect((seen[0]!['headers'] as Headers).get('Content-Type')).toBe('application/json');
    expect([...(seen[0]!['query'] as URLSearchParams)]).toEqual([]);
    expect((seen[1]!['headers'] as Headers).get('X-Request-Id')).toBe('r-1');
  });
});

test('a method of a path that is none of the contract has no validator', async () => {
  const { validation, seen } = validatorsThatSay({ request: { valid: false, details } });
  const { client, sent } = startClient(validation);
  const ask = client.http.request as unknown as (...given: unknown[]) => Promise<unknown>;
  await ask('put', '/subscriptions/{subscriptionId}/cancel', init);
  expect([seen.length, sent.length]).toEqual([0, 1]);
});

test.each([
  ['an error that is no JSON', 502, '<h1>No</h1>', 'text/html', '<h1>No</h1>'],
  ['an error without a body', 503, '', undefined, undefined],
  ['an error that says it is text and is JSON', 404, '{"a":1}', 'text/plain', { a: 1 }],
  ['a success of no kind', 200, 'a,b', undefined, undefined],
  ['a success of another kind', 200, 'a,b', 'text/csv', undefined],
])('the validator is given %s', async (_, status, text, type, body) => {
  const { validation, seen } = validatorsThatSay({});
  const { client } = startClient(validation);
  const headers = type ? { 'Content-Type': type } : {};
  const answer = { ...new Response(), status, headers: new Headers(headers) };
  const fetch = async () =>
    ({
      ...answer,
      arrayBuffer: async () => new TextEncoder().encode(text).buffer,
    }) as unknown as Response;
  const path = '/subscriptions/{subscriptionId}/cancel';
  await client.http.POST(path, { ...init, fetch, parseAs: 'text', retry: false });
  expect(seen.at(-1)).toMatchObject({ status });
  expect(seen.at(-1)?.['body']).toEqual(body);
});

test('it fits where openapi-fetch takes middleware', async () => {
  const { validation, seen } = validatorsThatSay({});
  const sent: unknown[] = [];
  const plain = createClient<paths>({
    baseUrl: 'http://api.test',
    fetch: async (request) => {
      sent.push(await request.json());
      return Response.json({ subscriptionId: 'sub-1001' });
    },
  });
  plain.use(validation as Middleware);
  await plain.POST('/subscriptions/{subscriptionId}/cancel', init as never);
  expect(sent).toEqual([init.body]);
  const operationId = 'cancelSubscription';
  expect(seen).toMatchObject([
    { operationId, path: init.params.path, body: init.body },
    { operationId, status: 200, body: { subscriptionId: 'sub-1001' } },
  ]);
});

test.each([
  ['application/problem+json', { subscriptionId: 'sub-1001' }],
  ['Application/JSON; charset=UTF-8', { subscriptionId: 'sub-1001' }],
  ['text/plain', undefined],
])('the body of a success of %s is %j to its validator', async (type, body) => {
  const { validation, seen } = validatorsThatSay({});
  const { client } = startClient(validation);
  const headers = { 'Content-Type': type };
  await client.cancelSubscription({
    ...init,
    fetch: async () => new Response('{"subscriptionId":"sub-1001"}', { headers }),
  });
  expect(seen[1]).toHaveProperty('body', body);
});

test('a request without a body has none for its validator', async () => {
  const { validation, seen } = validatorsThatSay({});
  const { client } = startClient(validation);
  await client.cancelSubscription({ params: init.params } as never);
  expect(seen[0]).toHaveProperty('body', undefined);
});

test('a property that is undefined is not there', async () => {
  const { validation, seen } = validatorsThatSay({});
  const { client } = startClient(validation);
  const body = { ...init.body, comment: undefined };
  await client.cancelSubscription({ ...init, body: body as never });
  expect(seen[0]?.['body']).toStrictEqual(init.body);
});

test.each(exchangesOf(document))(
  'of $operationId, example $name, the right validator is asked',
  async (exchange) => {
    const { validation, seen } = validatorsThatSay({});
    const methods = startClient(validation).client as unknown as Record<
      string,
      (init: object) => Promise<unknown>
    >;
    await methods[exchange.operationId]?.({
      params: { path: exchange.pathParameters, ...exchange.parameters },
      ...(exchange.request !== undefined && { body: exchange.request }),
    });
    expect(seen[0]).toMatchObject({
      operationId: exchange.operationId,
      path: exchange.pathParameters,
      ...(exchange.request !== undefined && { body: exchange.request }),
    });
  },
);

describe('a Standard Schema', () => {
  const schema = (issues: readonly object[] | undefined) => ({
    '~standard': {
      version: 1 as const,
      vendor: 'test',
      validate: (value: unknown) => {
        seen.push(value);
        return issues ? { issues: issues as { message: string }[] } : { value };
      },
    },
  });
  const seen: unknown[] = [];
  const wrong = [
    { message: 'No date.', path: ['schedule', { key: 'date' }] },
    { message: 'Odd.', path: [] },
    { message: 'Odder.' },
  ];
  const found = [
    { property: 'schedule.date', code: 'FIELD_INVALID', message: 'No date.' },
    { code: 'FIELD_INVALID', message: 'Odd.' },
    { code: 'FIELD_INVALID', message: 'Odder.' },
  ];
  const text = 'The request breaks the contract. schedule.date: No date. body: Odd. body: Odder.';

  test('of the request gets its body, and what it finds is not sent', async () => {
    const { client, sent } = startClient(
      validateWith({ cancelSubscription: { request: schema(wrong) } }),
    );
    const error = await rejection(client.cancelSubscription(init));
    expect(error).toMatchObject({ part: 'request', attempts: 0, message: text });
    expect(error.details).toEqual(found);
    expect(seen.at(-1)).toEqual(init.body);
    expect(sent).toEqual([]);
  });

  test('of the response gets the body of a success', async () => {
    const late = schema(wrong);
    const validate = async (value: unknown) => late['~standard'].validate(value);
    const { client } = startClient(
      validateWith({ cancelSubscription: { response: { '~standard': { validate } } } }),
    );
    const error = await rejection(client.cancelSubscription(init));
    expect(error).toMatchObject({ part: 'response', details: found, attempts: 1 });
    expect(seen.at(-1)).toEqual({ subscriptionId: 'sub-1001' });
  });

  test('gets no errors, which have a shape of their own', async () => {
    const { client } = startClient(
      validateWith({ cancelSubscription: { response: schema(wrong) } }),
    );
    const fetch = async () => Response.json({ message: 'No.' }, { status: 404 });
    expect((await client.cancelSubscription({ ...init, fetch })).response.status).toBe(404);
  });

  test('that finds nothing, and an operation without one, let pass', async () => {
    const request = schema(undefined);
    const { client } = startClient(validateWith({ cancelSubscription: { request } }));
    expect((await client.cancelSubscription(init)).response.status).toBe(200);
    const none = startClient(validateWith({}));
    expect((await none.client.cancelSubscription(init)).response.status).toBe(200);
  });
});
