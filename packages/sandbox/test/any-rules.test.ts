// What any operation may bring, with rules of its own.
import { describe, expect, it } from 'vitest';
import type { Operation } from '../src/operation.js';
import { problem, problemOfStatus } from '../src/problems/problem.js';
import type { AnyRules, Outcome, RulesRequest } from '../src/rules/rules.js';
import { assembleSandbox } from '../src/sandbox.js';
import type { RequestCheck } from '../src/validation/request-check.js';
import { callsOf } from './support.js';

const operation: Operation = {
  operationId: 'launchBoat',
  method: 'POST',
  path: '/boats/{boatId}/launch',
  requestBody: 'required',
  idempotent: true,
  security: 'required',
};

/** A sandbox whose one operation is decided by these rules, or by none. */
function sandboxWith(
  decide: ((request: RulesRequest) => Outcome) | undefined,
  change: Partial<Operation> = {},
  checks: Record<string, RequestCheck> = {},
) {
  const errors: unknown[] = [];
  const sandbox = assembleSandbox(
    { clock: 'frozen', onError: (error) => errors.push(error) },
    {
      operations: [{ ...operation, ...change }],
      checks,
      rules: decide ? { launchBoat: { decide } as AnyRules } : {},
    },
  );
  return { ...callsOf(sandbox.fetch, []), errors };
}

const echo = (request: RulesRequest): Outcome => ({ body: JSON.stringify(request) });
const path = '/boats/b-1/launch';

describe('an operation with rules', () => {
  it('has everything in its request reach them, though the contract checks nothing', async () => {
    const { call } = sandboxWith(echo);
    const sent = { 'X-Odd': '1', Cookie: 'a=1' };
    expect((await call('POST', `${path}?at=noon`, { crew: 2 }, sent)).body).toEqual({
      path: { boatId: 'b-1' },
      query: { at: 'noon' },
      headers: {},
      cookies: {},
      body: { crew: 2 },
    });
  });

  it.each([
    [200, undefined],
    [399, undefined],
    [400, 'because'],
    [409, 'because'],
  ])(
    'has the headers of its %i from its rules, and those of an error from the contract',
    async (status, why) => {
      const required = { 'X-Why': 'because' };
      const { call } = sandboxWith(() => ({ status, body: '{}' }), {
        headers: { 200: required, '3XX': required, default: required },
      });
      expect((await call('POST', path, {})).headers['x-why']).toBe(why);
    },
  );

  it('has the headers of its very status, or else of all like it, or else of any', async () => {
    const headers = {
      default: { 'X-Why': 'any' },
      '4XX': { 'X-Why': 'like it' },
      404: { 'X-Why': 'itself' },
    };
    const whyOf = async (status: number) => {
      const refuse = () => {
        throw problemOfStatus(status);
      };
      return (await sandboxWith(refuse, { headers }).call('POST', path, {})).headers['x-why'];
    };
    expect([await whyOf(404), await whyOf(409), await whyOf(503)]).toEqual([
      'itself',
      'like it',
      'any',
    ]);
  });

  it('may answer with a type of its own', async () => {
    const headers = { 'Content-Type': 'application/vnd.boat+json', Location: '/boats/b-1' };
    const { call } = sandboxWith(() => ({ status: 201, headers, body: '{}' }));
    expect((await call('POST', path, {})).headers).toMatchObject({
      'content-type': 'application/vnd.boat+json',
      location: '/boats/b-1',
    });
  });

  it('has the headers that its refusal has, in any case, and not those of the contract', async () => {
    const refuse = () => {
      throw problemOfStatus(409, { 'X-Why': 'rules' });
    };
    const headers = { 409: { 'x-why': 'contract', 'X-Other': 'contract' } };
    const { call } = sandboxWith(refuse, { headers });
    const answer = await call('POST', path, {});
    expect([answer.headers['x-why'], answer.headers['x-other']]).toEqual(['rules', 'contract']);
  });

  it('is a 500 where its rules fail, whatever headers the contract has', async () => {
    const failure = new Error('no such boat');
    const { call, errors } = sandboxWith(
      () => {
        throw failure;
      },
      { headers: { default: { 'X-Why': 'because' } } },
    );
    expect((await call('POST', path, {})).body.code).toBe('INTERNAL_ERROR');
    expect(errors).toEqual([failure]);
  });

  it('can lose its connection, whatever headers the contract has', async () => {
    const { call, setFaults } = sandboxWith(echo, { headers: { 200: { 'X-Why': 'because' } } });
    await setFaults({ type: 'connectionReset' });
    await expect(call('POST', path, {})).rejects.toThrow(
      new TypeError('fetch failed: the connection was reset'),
    );
  });

  it('has the type of its body, and none without one', async () => {
    const typeOf = async (body?: string) => {
      const { call } = sandboxWith(() => ({ ...(body !== undefined && { body }) }));
      const { status, headers } = await call('POST', path, {});
      return [status, headers['content-type'], 'x-request-id' in headers];
    };
    expect(await typeOf('{}')).toEqual([200, 'application/json', true]);
    expect(await typeOf()).toEqual([204, undefined, true]);
  });

  it('has the headers of the contract where its rules refuse', async () => {
    const { call } = sandboxWith(
      () => {
        throw problem('FORBIDDEN');
      },
      { headers: { default: { 'X-Why': 'because' } } },
    );
    const { status, headers } = await call('POST', path, {});
    expect([status, headers['x-why']]).toEqual([403, 'because']);
  });
});

describe('a body that may be left out', () => {
  const { send, call } = sandboxWith(echo, { requestBody: 'optional' });
  const headers = { 'X-Api-Key': 'sandbox-harbour-1' };

  it('is not missed, nor is its type', async () => {
    const { status, body } = await send('POST', path, { headers });
    expect([status, 'body' in body]).toEqual([200, false]);
  });

  it('is read, and its type held to the contract, where there is one', async () => {
    expect((await call('POST', path, { crew: 2 })).body.body).toEqual({ crew: 2 });
    expect((await call('POST', path, {}, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await call('POST', path, '{')).status).toBe(400);
  });

  it('is a 413 where it is too large', async () => {
    expect((await call('POST', path, 'x'.repeat(2 ** 20 + 1))).status).toBe(413);
  });
});

it('an operation with neither rules nor examples is a 500 whose log names it', async () => {
  const { call, errors } = sandboxWith(undefined);
  expect((await call('POST', path, {})).status).toBe(500);
  expect(errors).toEqual([new Error('launchBoat has neither rules nor examples.')]);
});

describe('an operation without rules', () => {
  const answering = (status: number, more: Partial<Operation> = {}) =>
    sandboxWith(undefined, {
      examples: { exchanges: [], otherwise: { status, body: {} } },
      ...more,
    });

  it.each([
    [200, {}, 1],
    [300, {}, 0],
    [404, {}, 0],
    [200, { idempotent: false }, 0],
    [200, { method: 'GET', requestBody: 'none' }, 0],
  ] as const)(
    'that answers %i leaves an entry in the journal where it writes: %j',
    async (status, change, count) => {
      const { call, send, effects } = answering(status, change);
      const isRead = 'method' in change;
      const headers = { 'X-Api-Key': 'sandbox-harbour-1', 'X-Idempotency-Key': 'key-1' };
      const answer = isRead ? send('GET', path, { headers }) : call('POST', path, {}, headers);
      expect(await answer).toMatchObject({
        status,
        headers: { 'content-type': 'application/json', 'x-request-id': expect.any(String) },
      });
      expect(await effects()).toHaveLength(count);
    },
  );

  it('names in the journal neither a key nor a subscription where there is none', async () => {
    const { call, effects } = answering(200);
    await call('POST', path, {});
    expect(Object.keys((await effects())[0])).not.toEqual(
      expect.arrayContaining(['idempotencyKey']),
    );
    expect((await effects())[0]).not.toHaveProperty('subscriptionId');
  });

  const named = (request: unknown, body: object, query?: Record<string, string>) => ({
    pathParameters: { boatId: 'b-1' },
    ...(query && { query }),
    request,
    response: { status: 200, body },
  });
  const choosing = (...exchanges: ReturnType<typeof named>[]) =>
    answering(200, { examples: { exchanges, otherwise: { status: 200, body: { is: 'other' } } } });

  it('tells the values of named requests apart, whatever the order of names in any depth', async () => {
    const { call } = choosing(named({ a: [{ x: 1, y: 2 }], b: 3, c: null }, { is: 'named' }));
    const is = async (body: object) => (await call('POST', path, body)).body.is;
    expect(await is({ c: null, b: 3, a: [{ y: 2, x: 1 }] })).toBe('named');
    expect(await is({ a: [{ x: 1, y: 2 }], b: 4, c: null })).toBe('other');
    expect(await is({ a: [{ x: 2, y: 2 }], b: 3, c: null })).toBe('other');
    expect(await is({ a: [{ x: 1, y: 2 }], b: 3, c: 0 })).toBe('other');
  });

  it('takes a named request with a query where every part of it was sent', async () => {
    const { call } = choosing(named({}, { is: 'named' }, { a: '1', b: '2' }));
    const is = async (query: string) => (await call('POST', `${path}?${query}`, {})).body.is;
    expect(await is('b=2&a=1&c=3')).toBe('named');
    expect(await is('a=1')).toBe('other');
    expect(await is('a=1&b=3')).toBe('other');
  });

  it('asks for a body that is not there only where one may be', async () => {
    const { send } = answering(200, { method: 'GET', requestBody: 'none' });
    const headers = { 'X-Api-Key': 'sandbox-harbour-1' };
    expect((await send('GET', path, { headers })).status).toBe(200);
  });
});

describe('an operation on a subscription without rules', () => {
  const of = (subscriptionId: string, status: number) => ({
    pathParameters: { subscriptionId },
    request: {},
    response: { status, body: { is: subscriptionId } },
  });
  const { call } = sandboxWith(undefined, {
    path: '/subscriptions/{subscriptionId}/launch',
    examples: {
      exchanges: [of('sub-9001', 200), of('sub-1', 200), of('sub-2', 300)],
      otherwise: { status: 200, body: { is: 'other' } },
    },
  });
  const answer = async (id: string, body = {}) => {
    const { status, body: told } = await call('POST', `/subscriptions/${id}/launch`, body);
    return [status, told.is ?? told.code];
  };

  it('refuses that of another tenant, even if an example names it', async () => {
    expect(await answer('sub-9001')).toEqual([403, 'FORBIDDEN']);
  });

  it('takes one that only examples name, in other requests where they show that it works', async () => {
    expect(await answer('sub-1')).toEqual([200, 'sub-1']);
    expect(await answer('sub-1', { other: 1 })).toEqual([200, 'other']);
    expect(await answer('sub-2')).toEqual([300, 'sub-2']);
    expect(await answer('sub-2', { other: 1 })).toEqual([404, 'SUBSCRIPTION_NOT_FOUND']);
    expect(await answer('sub-3')).toEqual([404, 'SUBSCRIPTION_NOT_FOUND']);
  });
});

it('a 400 about headers advises about the idempotency key where that is one of them', async () => {
  const fine = { valid: true, value: {} } as const;
  const hintFor = async (...properties: (string | undefined)[]) => {
    const details = properties.map((property) => ({
      message: 'is odd',
      code: 'FIELD_INVALID' as const,
      ...(property !== undefined && { property }),
    }));
    const { call } = sandboxWith(
      echo,
      {},
      {
        launchBoat: {
          headers: () => ({ valid: false, details }),
          cookies: () => fine,
          path: () => fine,
          query: () => fine,
          body: () => [],
        },
      },
    );
    const { status, body } = await call('POST', path, {});
    expect([status, body.details]).toEqual([400, details]);
    return body.hint;
  };
  const ours = 'Send a valid key, or leave the header out.';
  expect(await hintFor('X-Idempotency-Key')).toBe(ours);
  expect(await hintFor('X-Odd', 'x-idempotency-key')).toBe(ours);
  expect(await hintFor('X-Odd')).not.toBe(ours);
  expect(await hintFor(undefined, 'X-Odd')).not.toBe(ours);
});

describe('an API key as a bearer token', () => {
  const { call } = sandboxWith(echo, { bearer: true });
  const status = async (authorization: string | undefined, key?: string) =>
    (await call('POST', path, {}, { 'X-Api-Key': key, Authorization: authorization })).status;

  it('may have several spaces before it, and no other scheme', async () => {
    expect(await status('bearer   sandbox-harbour-1')).toBe(200);
    expect(await status('Not bearer sandbox-harbour-1')).toBe(401);
    expect(await status('Basic sandbox-harbour-1')).toBe(401);
    expect(await status(undefined)).toBe(401);
  });

  it('is not looked at where there is a key', async () => {
    expect(await status('Bearer nobody', 'sandbox-harbour-1')).toBe(200);
    expect(await status('Bearer sandbox-harbour-1', 'nobody')).toBe(401);
    expect(await status('Bearer sandbox-harbour-1', '')).toBe(401);
  });
});

it('an example without a body is answered without one', async () => {
  const { call } = sandboxWith(undefined, {
    examples: { exchanges: [], otherwise: { status: 204 } },
  });
  const { status, text, headers } = await call('POST', '/boats/b-1/launch', {});
  expect([status, text, headers['content-type']]).toEqual([204, '', undefined]);
});
