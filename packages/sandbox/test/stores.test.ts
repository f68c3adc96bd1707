import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Backing } from '../src/node/backing.js';
import { openDirectory } from '../src/node/data/directory.js';
import { openRedis } from '../src/node/redis/open.js';
import { nextDueDate } from '../src/rules/due.js';
import type { SandboxOptions } from '../src/sandbox.js';
import { createMemoryStore } from '../src/store/memory.js';
import type { Change, Claim, Commit, EffectInput, Lease, Store } from '../src/store/store.js';
import { journalLength } from '../src/store/store.js';
import { lastInstant, startClock } from '../src/time/clock.js';
import type { ClaimedDelivery, Delivery } from '../src/webhooks/delivery.js';
import type { Subscription } from '../src/world/world.js';
import { redisForAll } from './redis-instance.js';
import { redisIsInstalled, unlessInstalled } from './redis-server.js';
import { subscriptions } from './support.js';

const start = Date.parse('2024-01-15T09:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;

let folder: string;
const redis = redisForAll();
let backing: Backing | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
});
afterEach(async () => {
  await backing?.close();
  backing = undefined;
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Settings {
  clock?: 'frozen' | 'running';
  maxKeys?: number;
}

async function useBacking(opened: Backing): Promise<Store> {
  backing = opened;
  const store = opened.options.store?.({
    subscriptions,
    clock: () => startClock(opened.options.clock ?? 'frozen', start, Date.now()),
  });
  await opened.begin();
  return store as Store;
}

let directories = 0;
let databases = 0;
const stores: [string, (options: Settings & SandboxOptions) => Promise<Store>, boolean][] = [
  [
    'in memory',
    async ({ clock = 'frozen', ...options }) => {
      const initial = { subscriptions, clock: () => startClock(clock, start, Date.now()) };
      return createMemoryStore(initial, options as { maxKeys?: number });
    },
    true,
  ],
  [
    'on disk',
    async (options) =>
      useBacking(await openDirectory(path.join(folder, String(++directories)), options)),
    true,
  ],
  [
    `in Redis${unlessInstalled}`,
    // Each of Redis's databases is a store of its own: enough for the tests below.
    async (options) => useBacking(await openRedis(`${redis().url}/${databases++}`, options)),
    redisIsInstalled,
  ],
];

async function grant(store: Store, key = 'a', fingerprint = 'f'): Promise<Lease> {
  const claim = await store.claim(key, fingerprint);
  if (claim.kind !== 'granted') throw new Error(claim.kind);
  return claim.lease;
}

const response = { status: 200, headers: { 'X-Request-Id': 'req-1' }, body: '{"å":"\u2028"}' };
const effect = { at: '2024-01-15T09:00:00Z', cause: 'request' as const, tenantId: 'harbour' };

/** A change of a subscription that is there. */
async function changeOf(store: Store, change: object, id = 'sub-1001'): Promise<Change> {
  const before = await store.subscription(id);
  return { before, after: { ...(before.value as Subscription), ...change } };
}

type Given = Omit<Commit, 'epoch' | 'changes' | 'effects'> & {
  epoch?: unknown;
  change?: Change;
  effect?: EffectInput;
};

/** Commits in the present epoch. */
async function commit(store: Store, { change, effect, ...given }: Given) {
  const epoch = await store.epoch();
  const [changes, effects] = [change ? [change] : [], effect ? [effect] : []];
  return store.commit({ epoch, ...given, changes, effects });
}

describe.each(stores)('the store %s', (name, open, there) => {
  const test = it.skipIf(!there);
  const make = (options: Settings = {}) => open({ clock: 'frozen', ...options });

  test('is transient only where nothing of it leaves this process', async () => {
    expect((await make()).isTransient ?? false).toBe(name === 'in memory');
  });

  test('starts with the subscriptions of the world, in their order', async () => {
    const store = await make();
    expect(await store.subscriptions()).toEqual(subscriptions);
    expect((await store.subscription('sub-1001')).value).toEqual(subscriptions[0]);
    expect((await store.subscription('constructor')).value).toBeUndefined();
    expect(await store.effects()).toEqual([]);
  });

  test('grants a key once; then it is locked, and a mismatch for another fingerprint', async () => {
    const store = await make();
    const claims = await Promise.all(
      Array.from({ length: 20 }, async () => (await store.claim('a', 'f')).kind),
    );
    expect(claims.sort()).toEqual(['granted', ...Array(19).fill('locked')]);
    expect((await store.claim('a', 'other')).kind).toBe('mismatch');
    expect((await store.claim('b', 'f')).kind).toBe('granted');
  });

  test('tells with a claim, if at all, what its clock shows and what is due first', async () => {
    const store = await make();
    await store.moveClock(start + 1_500);
    const dates = subscriptions.flatMap((each) => nextDueDate(each) ?? []).sort();
    const reading = async (key: string) => {
      const claim = await store.claim(key, 'f');
      return claim.kind === 'granted' ? claim.reading : claim.kind;
    };
    const told = await reading('a');
    expect([undefined, { now: start + 1_500, nextDue: dates[0] }]).toContainEqual(told);
    const pendingStatus = { status: 'CANCELLED' as const, scheduledAt: '2024-01-16' };
    await commit(store, { change: await changeOf(store, { pendingStatus }) });
    if (told) expect(await reading('b')).toMatchObject({ nextDue: '2024-01-16' });
  });

  test('commits change, effect, record and release in one', async () => {
    const store = await make();
    const lease = await grant(store);
    const change = await changeOf(store, { metadata: { __proto__: null, note: 'é' } });
    expect(await commit(store, { lease, response, change, effect })).toBe('done');
    expect((await store.subscription('sub-1001')).value?.metadata).toEqual({ note: 'é' });
    expect((await store.subscriptions())[0]?.metadata).toEqual({ note: 'é' });
    expect(await store.effects()).toEqual([{ sequence: 1, ...effect }]);
    expect(await store.claim('a', 'f')).toEqual({ kind: 'replay', response });
    expect((await store.claim('a', 'other')).kind).toBe('mismatch');
  });

  test('keeps no record where the commit has no response', async () => {
    const store = await make();
    await commit(store, { lease: await grant(store), effect });
    expect((await store.claim('a', 'f')).kind).toBe('granted');
  });

  test('frees a key that is released, but not one that somebody else holds by now', async () => {
    const store = await make();
    const first = await grant(store);
    await store.release(first);
    await grant(store);
    await store.release(first);
    expect(await commit(store, { lease: first, response, effect })).toBe('lease lost');
    expect((await store.claim('a', 'f')).kind).toBe('locked');
  });

  test('refuses a commit whose lease was given back, and changes nothing', async () => {
    const store = await make();
    const lease = await grant(store);
    await store.release(lease);
    const change = await changeOf(store, { metadata: { note: 'late' } });
    expect(await commit(store, { lease, response, change, effect })).toBe('lease lost');
    expect(await store.subscriptions()).toEqual(subscriptions);
    expect(await store.effects()).toEqual([]);
    expect((await store.claim('a', 'f')).kind).toBe('granted');
  });

  test('refuses a commit on a state that has changed since, and keeps the lock', async () => {
    const store = await make();
    const lease = await grant(store);
    const [first, second] = [
      await changeOf(store, { metadata: { a: 1 } }),
      await changeOf(store, { metadata: { b: 2 } }),
    ];
    expect(await commit(store, { change: first })).toBe('done');
    expect(await commit(store, { lease, response, change: second, effect })).toBe('conflict');
    expect((await store.claim('a', 'f')).kind).toBe('locked');
    const third = await changeOf(store, { metadata: { c: 3 } });
    expect(await commit(store, { lease, response, change: third, effect })).toBe('done');
    expect((await store.subscription('sub-1001')).value?.metadata).toEqual({ c: 3 });
  });

  test('finds what is due, in the order of the world', async () => {
    const store = await make();
    const scheduledAt = '2024-02-01';
    for (const id of ['sub-1002', 'sub-1001']) {
      const pendingStatus = { status: 'CANCELLED' as const, scheduledAt };
      await commit(store, { change: await changeOf(store, { pendingStatus }, id) });
    }
    const due = async (date: string) =>
      (await store.due(date)).map(({ value }) => value?.subscriptionId);
    const already = await due('2024-01-31');
    expect((await due(scheduledAt)).filter((id) => !already.includes(id)).slice(0, 2)).toEqual([
      'sub-1001',
      'sub-1002',
    ]);
    await commit(store, { change: await changeOf(store, { pendingStatus: undefined }) });
    expect(await due(scheduledAt)).not.toContain('sub-1001');
  });

  test('takes several changes and effects in one, or none of them', async () => {
    const store = await make();
    const epoch = await store.epoch();
    const changes = [
      await changeOf(store, { metadata: { a: 1 } }),
      await changeOf(store, { metadata: { b: 2 } }, 'sub-1002'),
    ];
    const effects = [effect, { ...effect, tenantId: 'meadow' }];
    expect(await store.commit({ epoch, changes, effects })).toBe('done');
    expect((await store.subscriptions()).slice(0, 2).map(({ metadata }) => metadata)).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
    expect((await store.effects()).map(({ sequence, tenantId }) => [sequence, tenantId])).toEqual([
      [1, 'harbour'],
      [2, 'meadow'],
    ]);
    const third = await changeOf(store, { metadata: { c: 3 } }, 'sub-1003');
    const stale = [third, changes[1] as Change];
    expect(await store.commit({ epoch, changes: stale, effects })).toBe('conflict');
    expect((await store.subscription('sub-1003')).value).toEqual(subscriptions[2]);
    expect(await store.effects()).toHaveLength(2);
  });

  test('gives the version of a state ahead of reading it', async () => {
    const store = await make();
    const first = await changeOf(store, { metadata: { a: 1 } });
    await commit(store, { change: first });
    const second = {
      before: store.versioned(first.after),
      after: { ...first.after, metadata: {} },
    };
    expect(await commit(store, { change: second })).toBe('done');
  });

  test('takes new subscriptions, after those of the world and in the order of their ids', async () => {
    const store = await make();
    for (const subscriptionId of ['sub-new-2', 'sub-new-1']) {
      const before = await store.subscription(subscriptionId);
      const pendingStatus = { status: 'CANCELLED' as const, scheduledAt: '2024-01-16' };
      const after = { ...(subscriptions[0] as Subscription), subscriptionId, pendingStatus };
      expect(await commit(store, { change: { before, after } })).toBe('done');
      expect(await commit(store, { change: { before, after } })).toBe('conflict');
    }
    const all = (await store.subscriptions()).map(({ subscriptionId }) => subscriptionId);
    expect(all.slice(-3)).toEqual([subscriptions.at(-1)?.subscriptionId, 'sub-new-1', 'sub-new-2']);
    const due = (await store.due('2024-01-16')).map(({ value }) => value?.subscriptionId);
    expect(due.sort()).toEqual(['sub-new-1', 'sub-new-2']);
  });

  test('refuses a decision that rests on the clock as it was before it was set', async () => {
    const store = await make();
    await store.moveClock(start + dayMs);
    expect(await commit(store, { now: start, effect })).toBe('conflict');
    expect(await commit(store, { now: start + dayMs, effect })).toBe('done');
  });

  test('enters effects of requests in the order of their instants', async () => {
    const store = await make();
    const at = (text: string) => ({ now: start, effect: { ...effect, at: text } });
    expect(await commit(store, at('2024-01-15T09:00:01Z'))).toBe('done');
    expect(await commit(store, at('2024-01-15T09:00:00Z'))).toBe('conflict');
    expect(await commit(store, at('2024-01-15T09:00:01Z'))).toBe('done');
    expect(await store.effects()).toHaveLength(2);
    // What falls due meanwhile is no request, and moves nothing.
    await commit(store, { change: await changeOf(store, { metadata: { a: 1 } }) });
    expect(await commit(store, at('2024-01-15T09:00:00Z'))).toBe('conflict');
  });

  test('keeps the latest entries of the journal', async () => {
    const store = await make();
    const epoch = await store.epoch();
    const effects = Array(journalLength).fill(effect);
    await store.commit({ epoch, effects });
    await commit(store, { effect });
    const journal = await store.effects();
    expect([journal.length, journal[0]?.sequence]).toEqual([journalLength, 2]);
  });

  test('takes the second that its clock shows, and stays where it is', async () => {
    const store = await make();
    await store.moveClock(start + 1_500);
    expect(await store.moveClock(start + 1_000)).toBe(true);
    expect(await store.now()).toBe(start + 1_500);
    expect(await store.moveClock(start + 999)).toBe(false);
  });

  test('moves its clock forward only', async () => {
    const store = await make();
    expect(await store.now()).toBe(start);
    expect(await store.moveClock(start + dayMs)).toBe(true);
    expect(await store.moveClock(start)).toBe(false);
    expect(await store.now()).toBe(start + dayMs);
    const last = Date.parse('9999-01-01T00:00:00Z');
    expect(await store.moveClock(last)).toBe(true);
    expect(await store.now()).toBe(last);
  });

  test('keeps an instant to the millisecond, however late', async () => {
    const store = await make();
    await store.moveClock(lastInstant - 1);
    expect(await store.now()).toBe(lastInstant - 1);
  });

  test('has a clock that runs when it is asked to', async () => {
    const store = await make({ clock: 'running' });
    await expect.poll(() => store.now()).toBeGreaterThan(start);
    await store.moveClock(start + dayMs);
    await expect.poll(() => store.now()).toBeGreaterThan(start + dayMs);
    await store.moveClock(lastInstant);
    expect(await store.now()).toBe(lastInstant);
    await expect.poll(() => store.now()).toBe(lastInstant);
  });

  test('lets records expire by its clock, at exactly 24 hours', async () => {
    const store = await make();
    await commit(store, { lease: await grant(store), response });
    await store.moveClock(start + dayMs - 1);
    expect((await store.claim('a', 'f')).kind).toBe('replay');
    await store.moveClock(start + dayMs);
    expect((await store.claim('a', 'other')).kind).toBe('granted');
  });

  test('is full at its bound, says until when, and drops nothing', async () => {
    const store = await make({ maxKeys: 2 });
    await commit(store, { lease: await grant(store, 'a'), response });
    await store.moveClock(start + dayMs / 2);
    await grant(store, 'b');
    const full: Claim = { kind: 'full', expiresInSeconds: dayMs / 2000, clockStands: true };
    expect(await store.claim('c', 'f')).toEqual(full);
    expect((await store.claim('a', 'f')).kind).toBe('replay');
    await store.moveClock(start + dayMs);
    expect((await store.claim('c', 'f')).kind).toBe('granted');
    expect(await store.claim('d', 'f')).toEqual({ ...full, expiresInSeconds: 1 });
  });

  test('says of several keys when the first one expires', async () => {
    const store = await make({ maxKeys: 2 });
    await commit(store, { lease: await grant(store, 'b'), response });
    await store.moveClock(start + dayMs / 2);
    await commit(store, { lease: await grant(store, 'a'), response });
    const full: Claim = { kind: 'full', expiresInSeconds: dayMs / 2000, clockStands: true };
    expect(await store.claim('c', 'f')).toEqual(full);
  });

  test('lets any number of keys expire at once', async () => {
    const store = await make();
    const names = Array.from({ length: 2_001 }, (_, index) => `key-${index}`);
    await Promise.all(
      names.map(async (name) => commit(store, { lease: await grant(store, name), response })),
    );
    await store.moveClock(start + dayMs);
    // Whichever is asked for first: a store may go through them in the order of their names.
    const lastFirst = names.toSorted().reverse();
    const claims = await Promise.all(lastFirst.map((name) => store.claim(name, 'other')));
    expect(new Set(claims.map(({ kind }) => kind))).toEqual(new Set(['granted']));
  });

  test('plays each fault as often as it says, whoever asks', async () => {
    const store = await make();
    expect(await store.takeFault('any')).toBeUndefined();
    const fault = { type: 'rateLimit' as const, retryAfter: 1, times: 3 };
    await store.setFaults([fault]);
    expect(await store.faults()).toEqual([fault]);
    const taken = await Promise.all(Array.from({ length: 5 }, () => store.takeFault('any')));
    expect(taken.filter(Boolean)).toHaveLength(3);
    expect(await store.faults()).toEqual([]);
  });

  test('does not take what expires for what was there before a reset', async () => {
    const store = await make();
    await commit(store, { lease: await grant(store), response });
    await store.reset();
    await store.moveClock(start + dayMs / 2);
    await commit(store, { lease: await grant(store), response });
    await store.moveClock(start + dayMs);
    expect((await store.claim('a', 'f')).kind).toBe('replay');
  });

  test('enters effects after a reset, though later ones were entered before it', async () => {
    const store = await make();
    await store.moveClock(start + dayMs);
    const at = '2024-01-16T09:00:00Z';
    expect(await commit(store, { now: start + dayMs, effect: { ...effect, at } })).toBe('done');
    await store.reset();
    expect(await commit(store, { now: start, effect })).toBe('done');
  });

  test('hands out deliveries in the order of their lines, each to one who sends it', async () => {
    const store = await make();
    const deliver = async (subscriptionId: string, receiver = 'one', dueAt = start) =>
      store.commit({
        epoch: await store.epoch(),
        deliveries: [
          {
            ...{ receiver, subscriptionId, eventId: 'e', type: 't', occurredAt: '', event: '{}' },
            ...{ state: 'pending', dueAt, attempts: [] },
          },
        ],
      });
    const take = async () => {
      const claimed = await store.claimDelivery();
      if (!claimed) throw new Error('nothing is due');
      return claimed;
    };
    const record = ({ delivery, token }: ClaimedDelivery, change: Partial<Delivery>) =>
      store.recordAttempt({ ...delivery, ...change }, token);
    const numbers = async () => (await store.deliveries()).map(({ number }) => number);
    expect(await store.nextDelivery()).toBeUndefined();
    expect(await store.claimDelivery()).toBeUndefined();

    await deliver('a');
    await deliver('a');
    await deliver('b', 'one', start + dayMs);
    await deliver('a', 'two');
    expect(await numbers()).toEqual([1, 2, 3, 4]);
    expect(await store.nextDelivery()).toBe(start);
    const [first, other] = [await take(), await take()];
    expect([first.delivery.number, other.delivery.number].sort()).toEqual([1, 4]);
    // The second of a line waits for the first one, and what is not due for its time.
    expect(await store.claimDelivery()).toBeUndefined();
    expect(await store.nextDelivery()).toBe(start + dayMs);

    // Nor does a later one make the first of its line free.
    await deliver('a');
    expect(await store.claimDelivery()).toBeUndefined();

    // A claim that is not the present one changes nothing.
    expect(await store.recordAttempt(first.delivery, 'another')).toBe(false);
    const one = first.delivery.number === 1 ? first : other;
    const four = one === first ? other : first;
    expect(await record(one, { dueAt: start + 1000 })).toBe(true);
    expect(await record(one, { state: 'delivered' })).toBe(false);
    expect(await record(four, { state: 'delivered' })).toBe(true);
    expect(await store.nextDelivery()).toBe(start + 1000);
    expect(await store.claimDelivery()).toBeUndefined();
    await store.moveClock(start + 1000);
    const again = await take();
    expect(again.delivery.number).toBe(1);
    expect(await record(again, { state: 'givenUp' })).toBe(true);
    const second = await take();
    expect(second.delivery.number).toBe(2);
    expect(await record(second, { state: 'delivered' })).toBe(true);

    // What is done comes once more as another one, and what is not there not at all.
    expect(await store.sendAgain(2)).toBe(true);
    expect(await store.sendAgain(99)).toBe(false);
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6]);
    const last = await take();
    expect([last.delivery.number, await record(last, { state: 'delivered' })]).toEqual([5, true]);
    const more = await take();
    expect([more.delivery.number, more.delivery.state]).toEqual([6, 'pending']);
    // What is still waiting comes at once.
    expect(await store.sendAgain(3)).toBe(true);
    expect((await take()).delivery.number).toBe(3);
    await store.reset();
    expect([await numbers(), await record(more, { state: 'delivered' })]).toEqual([[], false]);
    await deliver('a');
    expect((await take()).delivery.number).toBe(1);
  });

  test('goes back to the start by a reset, which no request in flight survives', async () => {
    const store = await make();
    await commit(store, { lease: await grant(store, 'a'), response, effect });
    await commit(store, { change: await changeOf(store, { metadata: { a: 1 } }) });
    const lease = await grant(store, 'b');
    const epoch = await store.epoch();
    const change = await changeOf(store, { metadata: { b: 2 } }, 'sub-1002');
    await store.setFaults([{ type: 'answerLost', times: 1 }]);
    await store.moveClock(start + dayMs);
    await store.reset();
    expect(await store.now()).toBe(start);
    expect(await store.subscriptions()).toEqual(subscriptions);
    expect(await store.effects()).toEqual([]);
    expect(await store.faults()).toEqual([]);
    expect((await store.claim('a', 'f')).kind).toBe('granted');
    expect(await commit(store, { epoch, lease, response, effect })).toBe('reset');
    expect(await commit(store, { epoch, change, effect })).toBe('reset');
    expect(await commit(store, { lease, response, effect })).toBe('lease lost');
    expect(await store.subscriptions()).toEqual(subscriptions);
    await commit(store, { effect });
    expect(await store.effects()).toEqual([{ sequence: 1, ...effect }]);
  });
});
