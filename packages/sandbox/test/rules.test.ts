import { describe, expect, it } from 'vitest';
import type { Operation } from '../src/operation.js';
import type { Rules } from '../src/rules/rules.js';
import { assembleSandbox } from '../src/sandbox.js';
import type { RequestCheck } from '../src/validation/request-check.js';
import { callsOf } from './support.js';

const accepts: RequestCheck = {
  headers: () => ({ valid: true, value: {} }),
  cookies: () => ({ valid: true, value: {} }),
  path: (value) => ({ valid: true, value }),
  query: (value) => ({ valid: true, value }),
  body: () => [],
};

type Any = Rules<any, any, any, any, any>;

const tenantId = 'harbour';

/** A sandbox with one operation that the contract does not have, and its rules. */
function sandboxWith(
  operation: Pick<Operation, 'method' | 'path'>,
  rules: Any,
  check: Partial<RequestCheck> = {},
) {
  const sandbox = assembleSandbox(
    { clock: 'frozen' },
    {
      operations: [
        {
          operationId: 'tried',
          requestBody: operation.method === 'POST' ? 'required' : 'none',
          idempotent: true,
          security: 'required',
          ...operation,
        },
      ],
      checks: { tried: { ...accepts, ...check } },
      rules: { tried: rules },
    },
  );
  const calls = callsOf(sandbox.fetch, []);
  const headers = { 'X-Api-Key': 'sandbox-harbour-1', 'X-Idempotency-Key': 'key-1' };
  return { ...calls, ask: (method: string, path: string) => calls.send(method, path, { headers }) };
}

describe('rules', () => {
  it('read one subscription, and write nothing', async () => {
    const { ask, effects } = sandboxWith(
      { method: 'GET', path: '/subscriptions/{subscriptionId}' },
      {
        decide: async ({ path }, { subscription, show }) => ({
          body: show(await subscription(path.subscriptionId)),
        }),
      },
    );
    const byId = await ask('GET', '/subscriptions/sub-1001');
    expect([byId.status, byId.body.subscriptionId]).toEqual([200, 'sub-1001']);
    expect((await ask('GET', '/subscriptions/sub-9001')).body.code).toBe(
      'idempotency_key_mismatch',
    );
    expect(await effects()).toEqual([]);
  });

  describe('list the subscriptions of the tenant', () => {
    interface Query {
      status?: string[];
      limit?: number;
      includeCancelled?: boolean;
      filter?: { customerId?: string };
      cursor?: string;
    }

    const listSubscriptions: Rules<undefined, object, Query> = {
      async decide({ query }, { subscriptions, show }) {
        const { status: statuses, limit = 20, includeCancelled = false, filter = {} } = query;
        const found = (await subscriptions()).filter(
          ({ status, customerId }) =>
            (statuses?.includes(status) ?? (includeCancelled || status !== 'CANCELLED')) &&
            (filter.customerId ?? customerId) === customerId,
        );
        const start = Number(query.cursor ?? 0);
        const page = found.slice(start, start + limit);
        const next = start + limit < found.length ? String(start + limit) : null;
        return {
          body: `{"items":[${page.map(show).join()}],"total":${found.length},"nextCursor":${JSON.stringify(next)}}`,
        };
      },
    };

    /** As the validators of the contract read such a query. */
    const readQuery: RequestCheck['query'] = (text) => {
      const { status, limit, includeCancelled, cursor, 'filter[customerId]': customerId } = text;
      if (limit !== undefined && Number.isNaN(Number(limit)))
        return {
          valid: false,
          details: [{ message: 'No number.', code: 'FIELD_INVALID', property: 'limit' }],
        };
      const value = {
        ...(status && { status: [status].flat() }),
        ...(limit && { limit: Number(limit) }),
        ...(includeCancelled && { includeCancelled: includeCancelled === 'true' }),
        ...(customerId && { filter: { customerId } }),
        ...(cursor && { cursor }),
      };
      return { valid: true, value };
    };

    const { send, effects, world } = sandboxWith(
      { method: 'GET', path: '/subscriptions' },
      listSubscriptions,
      { query: readQuery },
    );
    const read = (query = '') =>
      send('GET', `/subscriptions${query}`, { headers: { 'X-Api-Key': 'sandbox-harbour-1' } });
    const list = async (query = '') => (await read(query)).body;
    const idsIn = (page: any) => page.items.map((each: any) => each.subscriptionId);

    it('by the types that their parameters have: lists, booleans, objects', async () => {
      const all = (await world()).subscriptions.filter((each: any) => each.tenantId === tenantId);
      const those = (keep: (each: any) => boolean) =>
        all.filter(keep).map((each: any) => each.subscriptionId);
      expect(idsIn(await list('?limit=100'))).toEqual(
        those(({ status }) => status !== 'CANCELLED'),
      );
      expect(idsIn(await list('?limit=100&includeCancelled=true'))).toEqual(those(() => true));
      expect(idsIn(await list('?includeCancelled=false'))).not.toContain(
        those(({ status }) => status === 'CANCELLED')[0],
      );
      expect(idsIn(await list('?status=PAUSED&status=PENDING'))).toEqual(
        those(({ status }) => status === 'PAUSED' || status === 'PENDING'),
      );
      expect(idsIn(await list('?filter[customerId]=cust-501'))).toEqual(
        those(({ status, customerId }) => status !== 'CANCELLED' && customerId === 'cust-501'),
      );
    });

    it('page by page, and write nothing', async () => {
      const first = await list('?limit=2');
      const second = await list(`?limit=2&cursor=${first.nextCursor}`);
      const both = await list('?limit=4');
      expect([...idsIn(first), ...idsIn(second)]).toEqual(idsIn(both));
      expect(idsIn(first)).toHaveLength(2);
      expect((await list('?limit=100')).nextCursor).toBe(null);
      expect(await effects()).toEqual([]);
    });

    it('not before the query fits the contract', async () => {
      const { status, body } = await read('?limit=many');
      expect([status, body.details[0].property]).toEqual([400, 'limit']);
    });
  });

  it('create a subscription, with 201 and Location', async () => {
    const { call, world, effects } = sandboxWith(
      { method: 'POST', path: '/subscriptions' },
      {
        decide: async (_, { subscription, requestId, show }) => {
          const subscriptionId = `sub-${requestId}`;
          const created = { ...(await subscription('sub-1001')), subscriptionId };
          return {
            status: 201,
            headers: { Location: `/subscriptions/${subscriptionId}` },
            body: show(created),
            subscription: created,
          };
        },
      },
    );
    const { status, headers, body } = await call('POST', '/subscriptions', {});
    expect([status, headers['location']]).toEqual([201, `/subscriptions/${body.subscriptionId}`]);
    expect((await world()).subscriptions.at(-1).subscriptionId).toBe(body.subscriptionId);
    expect(await effects()).toMatchObject([{ sequence: 1, subscriptionId: body.subscriptionId }]);
  });

  it('answer 204 where there is nothing to say, and replay it', async () => {
    const { ask, subscription, effects } = sandboxWith(
      { method: 'DELETE', path: '/subscriptions/{subscriptionId}/pending-status' },
      {
        decide: async ({ path }, { subscription: find }) => {
          const { pendingStatus: _, ...kept } = await find(path.subscriptionId);
          return { subscription: kept as Awaited<ReturnType<typeof find>> };
        },
      },
    );
    const path = '/subscriptions/sub-1006/pending-status';
    const first = await ask('DELETE', path);
    expect([first.status, first.text, first.headers['content-type']]).toEqual([204, '', undefined]);
    expect(await subscription('sub-1006')).not.toHaveProperty('pendingStatus');
    expect(await ask('DELETE', path)).toEqual(first);
    expect(await effects()).toHaveLength(1);
  });

  it('accept a job with 202, and check what is sent without any state', async () => {
    const { call } = sandboxWith(
      { method: 'POST', path: '/jobs' },
      {
        check: ({ body }) =>
          body.kind ? [] : [{ message: 'Is missing.', code: 'FIELD_REQUIRED', property: 'kind' }],
        decide: (_, { requestId }) => ({ status: 202, body: JSON.stringify({ jobId: requestId }) }),
      },
    );
    const accepted = await call('POST', '/jobs', { kind: 'export' });
    expect([accepted.status, accepted.body]).toEqual([
      202,
      { jobId: accepted.headers['x-request-id'] },
    ]);
    expect((await call('POST', '/jobs', {})).body.details[0].property).toBe('kind');
  });

  describe('know what headers and cookies say', () => {
    const { send } = sandboxWith(
      { method: 'GET', path: '/boats' },
      {
        check: ({ cookies }) =>
          cookies.visit === 'over'
            ? [{ message: 'Is over.', code: 'FIELD_INVALID', property: 'visit' }]
            : [],
        decide: ({ headers, cookies }) => ({ body: JSON.stringify({ headers, cookies }) }),
      },
      // As the validators of the contract read them.
      {
        headers: (sent) => ({ valid: true, value: { 'X-Length': Number(sent.get('x-length')) } }),
        cookies: (sent) => {
          const visit = /visit=(\w+)/.exec(sent.get('Cookie') ?? '')?.[1];
          const missing = { message: 'Is missing.', code: 'FIELD_REQUIRED', property: 'visit' };
          return visit ? { valid: true, value: { visit } } : { valid: false, details: [missing] };
        },
      },
    );
    const ask = (headers: Record<string, string>) =>
      send('GET', '/boats', { headers: { 'X-Api-Key': 'sandbox-harbour-1', ...headers } });

    it('by the names and types of the contract', async () => {
      const { body } = await ask({ 'X-LENGTH': '12', Cookie: 'visit=first' });
      expect(body).toEqual({ headers: { 'X-Length': 12 }, cookies: { visit: 'first' } });
    });

    it('before the state is looked at', async () => {
      const { status, body } = await ask({ Cookie: 'visit=over' });
      expect([status, body.details[0].message]).toEqual([400, 'Is over.']);
    });

    it('not before they fit the contract', async () => {
      const { status, body } = await ask({});
      expect([status, body.details[0].message]).toEqual([400, 'Is missing.']);
    });
  });

  it('decide anew where what they have read changes meanwhile', async () => {
    let runs = 0;
    let meanwhile = async () => {};
    const { ask, subscription, setClock, effects } = sandboxWith(
      { method: 'DELETE', path: '/subscriptions/{subscriptionId}/note' },
      {
        decide: async ({ path }, { subscription: find, now }) => {
          runs++;
          const found = await find(path.subscriptionId);
          await meanwhile();
          return { subscription: { ...found, metadata: { runs, now } } };
        },
      },
    );
    meanwhile = async () => {
      meanwhile = async () => {};
      await setClock('2024-01-16T00:00:00Z');
    };
    expect((await ask('DELETE', '/subscriptions/sub-1001/note')).status).toBe(204);
    expect((await subscription('sub-1001')).metadata).toEqual({
      runs: 2,
      now: Date.parse('2024-01-16T00:00:00Z'),
    });
    expect(await effects()).toHaveLength(1);
  });
});
