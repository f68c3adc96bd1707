import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../src/store/memory.js';
import type { Store } from '../src/store/store.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { Subscription, WorldInput } from '../src/world/world.js';
import { testSandbox } from './support.js';

function worldWith(index: number, change: object): WorldInput {
  const world = structuredClone(defaultWorld) as unknown as WorldInput;
  Object.assign(world.subscriptions[index] as object, change);
  return world;
}

describe('when the clock reaches its date', () => {
  it('a number change is applied at the first instant of the date', async () => {
    const { setClock, subscription } = testSandbox();
    await setClock('2024-01-21T23:59:59Z');
    expect(await subscription('sub-1004')).toHaveProperty('pendingMsisdn');
    await setClock('2024-01-22T00:00:00Z');
    const after = await subscription('sub-1004');
    expect(after).toMatchObject({ msisdn: '447700900177', updatedAt: '2024-01-22T00:00:00Z' });
    expect(after).not.toHaveProperty('pendingMsisdn');
  });

  it('a status change is applied; what was planned becomes the activation', async () => {
    const { setClock, subscription } = testSandbox({ timeZone: 'Europe/Stockholm' });
    await setClock('2024-02-10T00:00:00Z');
    expect(await subscription('sub-1007')).toMatchObject({
      status: 'ACTIVATED',
      activatedAt: '2024-02-04T23:00:00Z',
      updatedAt: '2024-02-04T23:00:00Z',
    });
  });

  it.each(['PAUSED', 'BLOCKED'])(
    'a %s subscription resumes, and its activation stays',
    async (status) => {
      const world = worldWith(0, {
        status,
        pendingStatus: { status: 'ACTIVATED', scheduledAt: '2024-02-01' },
      });
      const { setClock, subscription } = testSandbox({ world });
      const { activatedAt } = await subscription('sub-1001');
      await setClock('2024-02-01T00:00:00Z');
      expect(await subscription('sub-1001')).toMatchObject({
        status: 'ACTIVATED',
        activatedAt,
        updatedAt: '2024-02-01T00:00:00Z',
      });
    },
  );

  it('a planned activation that becomes another status moves no activation', async () => {
    const world = worldWith(0, {
      status: 'PENDING',
      pendingStatus: { status: 'PAUSED', scheduledAt: '2024-02-01' },
    });
    const { setClock, subscription } = testSandbox({ world });
    const { activatedAt } = await subscription('sub-1001');
    await setClock('2024-02-01T00:00:00Z');
    expect(await subscription('sub-1001')).toMatchObject({ status: 'PAUSED', activatedAt });
  });

  it.each(['BLOCKED', 'PAUSED'])(
    'a pending change of a %s subscription is applied',
    async (status) => {
      const { setClock, subscription } = testSandbox({ world: worldWith(4, { status }) });
      await setClock('2024-02-08T00:00:00Z');
      expect((await subscription('sub-1005')).addons[0].productOfferingId).toBe('addon-data-2gb');
    },
  );

  it('a change of an add-on is applied', async () => {
    const { setClock, subscription } = testSandbox();
    await setClock('2024-02-08T00:00:00Z');
    const after = await subscription('sub-1005');
    expect(after.addons[0]).toEqual({
      subscriptionAddonId: 'addon-instance-501',
      productOfferingId: 'addon-data-2gb',
    });
    expect(after).not.toHaveProperty('pendingProductOffering');
  });

  it.each([
    ['UTC', '2024-02-01T00:00:00Z'],
    ['Europe/Stockholm', '2024-01-31T23:00:00Z'],
    ['America/New_York', '2024-02-01T05:00:00Z'],
  ])('a cancellation in %s is done, and everything pending goes', async (timeZone, instant) => {
    const world = worldWith(5, {
      pendingMsisdn: { msisdn: '447700900999', scheduledAt: '2024-03-01' },
      pendingProductOffering: {
        subscriptionAddonId: 'addon-instance-601',
        productOfferingId: 'addon-data-1gb',
        scheduledAt: '2024-03-01',
      },
    });
    const { setClock, subscription } = testSandbox({ world, timeZone });
    await setClock('2024-02-15T00:00:00Z');
    const after = await subscription('sub-1006');
    expect(after).toMatchObject({ status: 'CANCELLED', cancelledAt: instant, updatedAt: instant });
    expect(Object.keys(after).filter((name) => /^pending|^porting$/.test(name))).toEqual([]);
  });

  it('what is scheduled after a cancellation never happens, when a jump passes both', async () => {
    const world = worldWith(5, {
      pendingMsisdn: { msisdn: '447700900999', scheduledAt: '2024-03-01' },
    });
    const { setClock, subscription, effects } = testSandbox({ world });
    await setClock('2024-04-01T00:00:00Z');
    expect(await subscription('sub-1006')).toMatchObject({
      status: 'CANCELLED',
      updatedAt: '2024-02-01T00:00:00Z',
    });
    const own = (await effects()).filter(({ subscriptionId }) => subscriptionId === 'sub-1006');
    expect(own.map(({ kind }) => kind)).toEqual(['cancellation']);
  });

  it('what another instance has applied meanwhile is looked up again', async () => {
    let conflicts = 1;
    const { setClock, subscription, effects } = testSandbox({
      store: (initial) => {
        const store = createMemoryStore(initial);
        const commit: Store['commit'] = (given) =>
          given.effects?.[0]?.cause === 'due' && conflicts-- > 0
            ? ('conflict' as const)
            : store.commit(given);
        return { ...store, commit };
      },
    });
    await setClock('2024-02-01T00:00:00Z');
    expect((await subscription('sub-1006')).status).toBe('CANCELLED');
    expect(await effects()).toHaveLength(3);
  });

  it('is applied once, however many ask for it at the same time, and all of them see it', async () => {
    let commits = 0;
    let wall = 0;
    const { sandbox } = testSandbox({
      clock: 'running',
      wallClock: () => wall,
      store: (initial) => {
        const memory = createMemoryStore(initial, { wallClock: () => wall });
        return {
          ...memory,
          async commit(given) {
            commits++;
            // Whoever asks meanwhile comes before.
            await new Promise((resolve) => setImmediate(resolve));
            return memory.commit(given);
          },
        };
      },
    });
    wall += 20 * 86_400_000;
    const { effects, world } = sandbox.control;
    const [journal, other, { subscriptions }] = await Promise.all([effects(), effects(), world()]);
    expect(journal.length).toBeGreaterThan(1);
    expect(other).toEqual(journal);
    expect(commits).toBe(1);
    expect(
      subscriptions.find(({ subscriptionId }) => subscriptionId === 'sub-1004'),
    ).not.toHaveProperty('pendingMsisdn');
  });

  it('what a subscription waits for later goes on waiting', async () => {
    const later = {
      subscriptionAddonId: 'addon-instance-123',
      productOfferingId: 'addon-data-1gb',
      scheduledAt: '2024-02-02',
    };
    const world = worldWith(0, {
      pendingMsisdn: { msisdn: '447700900999', scheduledAt: '2024-02-01' },
      pendingProductOffering: later,
    });
    const { setClock, subscription } = testSandbox({ world });
    await setClock('2024-02-01T00:00:00Z');
    const after = await subscription('sub-1001');
    expect(after).toMatchObject({ msisdn: '447700900999', pendingProductOffering: later });
    expect(after).not.toHaveProperty('pendingMsisdn');
  });

  it('many changes are committed 500 at a time, each on what came of the one before', async () => {
    const world = structuredClone(defaultWorld) as unknown as WorldInput;
    const [first] = world.subscriptions;
    if (!first) return expect.unreachable();
    world.subscriptions = Array.from({ length: 501 }, (_, index) => ({
      ...structuredClone(first),
      subscriptionId: `sub-many-${index}`,
      pendingMsisdn: { msisdn: '447700900999', scheduledAt: '2024-01-20' },
      ...(index === 0 && {
        pendingProductOffering: {
          subscriptionAddonId: 'addon-instance-123',
          productOfferingId: 'addon-data-1gb',
          scheduledAt: '2024-01-21',
        },
      }),
    }));
    const commits: [number, unknown][] = [];
    const { setClock, subscription } = testSandbox({
      world,
      store: (initial) => {
        const store = createMemoryStore(initial);
        const commit: Store['commit'] = async (given) => {
          const result = await store.commit(given);
          commits.push([given.effects?.length ?? 0, result]);
          return result;
        };
        return { ...store, commit };
      },
    });
    await setClock('2024-01-21T00:00:00Z');
    expect(commits).toEqual([
      [500, 'done'],
      [2, 'done'],
    ]);
    const after = await subscription('sub-many-0');
    expect(after).toMatchObject({
      msisdn: '447700900999',
      addons: [{ productOfferingId: 'addon-data-1gb' }],
    });
    expect((await subscription('sub-many-500')).msisdn).toBe('447700900999');
  });

  it('is looked up again where another instance was faster, and in the same order', async () => {
    const world = structuredClone(defaultWorld) as unknown as WorldInput;
    const [first] = world.subscriptions;
    if (!first) return expect.unreachable();
    world.subscriptions = Array.from({ length: 1_000 }, (_, index) => ({
      ...structuredClone(first),
      subscriptionId: `sub-many-${index}`,
      pendingMsisdn: { msisdn: '447700900999', scheduledAt: '2024-01-20' },
    }));
    const begun: (string | undefined)[] = [];
    const { setClock, effects } = testSandbox({
      world,
      store: (initial) => {
        const store = createMemoryStore(initial);
        const commit: Store['commit'] = async (given) => {
          begun.push(given.effects?.[0]?.subscriptionId);
          return begun.length === 1 ? 'conflict' : store.commit(given);
        };
        return { ...store, commit };
      },
    });
    await setClock('2024-01-21T00:00:00Z');
    expect(begun).toEqual(['sub-many-0', 'sub-many-0', 'sub-many-500']);
    expect(await effects()).toHaveLength(1_000);
  });

  it('changes of one date come before its cancellation', async () => {
    const world = worldWith(5, {
      pendingMsisdn: { msisdn: '447700900999', scheduledAt: '2024-02-01' },
      pendingProductOffering: {
        subscriptionAddonId: 'addon-instance-601',
        productOfferingId: 'addon-data-1gb',
        scheduledAt: '2024-02-01',
      },
    });
    const { setClock, subscription } = testSandbox({ world });
    await setClock('2024-02-01T00:00:00Z');
    expect(await subscription('sub-1006')).toMatchObject({
      status: 'CANCELLED',
      msisdn: '447700900999',
      addons: [{ productOfferingId: 'addon-data-1gb' }],
    });
  });

  it('everything that a jump passes is applied in the order of dates', async () => {
    const { setClock, effects } = testSandbox();
    await setClock('2024-12-31T00:00:00Z');
    expect(
      (await effects()).map(({ at, kind, subscriptionId }) => [at, kind, subscriptionId]),
    ).toEqual([
      ['2024-01-22T00:00:00Z', 'status', 'sub-1008'],
      ['2024-01-22T00:00:00Z', 'msisdn', 'sub-1004'],
      ['2024-02-01T00:00:00Z', 'cancellation', 'sub-1006'],
      ['2024-02-05T00:00:00Z', 'status', 'sub-1007'],
      ['2024-02-08T00:00:00Z', 'productOffering', 'sub-1005'],
    ]);
  });

  it.each([
    ['with', { 'X-Idempotency-Key': 'key-1' }],
    ['without', {}],
  ])(
    'a request %s a key finds it applied, also where the clock has run there by itself',
    async (_, key) => {
      let wall = 0;
      const { cancel } = testSandbox({ clock: 'running', wallClock: () => wall });
      // The first moment of 1 February where the operator is.
      wall = Date.parse('2024-02-01T00:00:00Z') - Date.parse('2024-01-15T09:00:00Z');
      const { status, body } = await cancel('sub-1006', {}, key);
      expect([status, body.message]).toEqual([409, 'Subscription sub-1006 is CANCELLED.']);
    },
  );

  it('a request with a key finds applied what is due on this very day, and nothing else is', async () => {
    const [first] = structuredClone(defaultWorld.subscriptions) as unknown as [Subscription];
    const world = {
      ...structuredClone(defaultWorld),
      subscriptions: [
        { ...first, pendingStatus: { status: 'CANCELLED', scheduledAt: '2024-01-20' } },
      ],
    } as unknown as WorldInput;
    let wall = 0;
    const { cancel } = testSandbox({ world, clock: 'running', wallClock: () => wall });
    wall = Date.parse('2024-01-20T00:00:00Z') - Date.parse('2024-01-15T09:00:00Z');
    const { body } = await cancel('sub-1001', {}, { 'X-Idempotency-Key': 'key-1' });
    expect(body.message).toBe('Subscription sub-1001 is CANCELLED.');
  });

  it('a change that was scheduled after the start falls due too', async () => {
    const { cancel, setClock, subscription } = testSandbox();
    await setClock('2024-01-20T00:00:00Z');
    await cancel('sub-1001');
    await setClock('2024-01-21T00:00:00Z');
    expect((await subscription('sub-1001')).status).toBe('CANCELLED');
  });
});
