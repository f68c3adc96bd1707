// What any operation may bring, with rules of its own.
import { describe, expect, it } from 'vitest';
import type { Operation } from '../src/operation.js';
import { problem } from '../src/problems/problem.js';
import type { AnyRules, Outcome, RulesRequest } from '../src/rules/rules.js';
import { assembleSandbox } from '../src/sandbox.js';
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
) {
  const errors: unknown[] = [];
  const sandbox = assembleSandbox(
    { clock: 'frozen', onError: (error) => errors.push(error) },
    {
      operations: [{ ...operation, ...change }],
      checks: {},
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

it('an example without a body is answered without one', async () => {
  const { call } = sandboxWith(undefined, {
    examples: { exchanges: [], otherwise: { status: 204 } },
  });
  const { status, text, headers } = await call('POST', '/boats/b-1/launch', {});
  expect([status, text, headers['content-type']]).toEqual([204, '', undefined]);
});
