import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startClock } from '../src/clock.js';
import type { Backing } from '../src/node/backing.js';
import { openDirectory } from '../src/node/data/directory.js';
import { openRedis } from '../src/node/redis/open.js';
import type { SandboxOptions } from '../src/sandbox.js';
import { createMemoryStore } from '../src/store/memory.js';
import type { Claim, Commit, Held, Lease, Store } from '../src/store/store.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { Subscription } from '../src/world/world.js';
import {
  type RunningRedis,
  redisIsInstalled,
  startRedis,
  unlessInstalled,
} from './redis-server.js';

const subscriptions = defaultWorld.subscriptions as unknown as Subscription[];
const start = Date.parse('2024-01-15T09:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;

let folder: string;
let redis: RunningRedis | undefined;
let backing: Backing | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
  if (redisIsInstalled) redis = await startRedis();
});
afterEach(async () => {
  await backing?.close();
  backing = undefined;
});
afterAll(async () => {
  await redis?.stop();
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
    // Each of Redis's sixteen databases is a store of its own: enough for the tests below.
    async (options) => useBacking(await openRedis(`${redis?.url}/${databases++}`, options)),
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

/** A change of a subscription's metadata, which is not due. */
async function changeOf(store: Store, metadata: object, id = 'sub-1001') {
  const before = (await store.subscription(id)) as Held;
  return { before, after: { ...before.value, metadata } } as NonNullable<Commit['change']>;
}

describe.each(stores)('the store %s', (_, open, there) => {
  const test = it.skipIf(!there);
  const make = (options: Settings = {}) => open({ clock: 'frozen', ...options });

  test('starts with the subscriptions of the world, in their order', async () => {
    const store = await make();
    expect(await store.subscriptions()).toEqual(subscriptions);
    expect((await store.subscription('sub-1001'))?.value).toEqual(subscriptions[0]);
    expect(await store.subscription('constructor')).toBeUndefined();
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

  test('commits change, effect, record and release in one', async () => {
    const store = await make();
    const lease = await grant(store);
    const change = await changeOf(store, { __proto__: null, note: 'é' });
    expect(await store.commit({ lease, response, change, effect })).toBe('done');
    expect((await store.subscription('sub-1001'))?.value.metadata).toEqual({ note: 'é' });
    expect((await store.subscriptions())[0]?.metadata).toEqual({ note: 'é' });
    expect(await store.effects()).toEqual([{ sequence: 1, ...effect }]);
    expect(await store.claim('a', 'f')).toEqual({ kind: 'replay', response });
    expect((await store.claim('a', 'other')).kind).toBe('mismatch');
  });

  test('keeps no record where the commit has no response', async () => {
    const store = await make();
    await store.commit({ lease: await grant(store), effect });
    expect((await store.claim('a', 'f')).kind).toBe('granted');
  });

  test('frees a key that is released, but not one that somebody else holds by now', async () => {
    const store = await make();
    const first = await grant(store);
    await store.release(first);
    await grant(store);
    await store.release(first);
    expect((await store.claim('a', 'f')).kind).toBe('locked');
  });

  test('refuses a commit whose lease was given back, and changes nothing', async () => {
    const store = await make();
    const lease = await grant(store);
    await store.release(lease);
    const change = await changeOf(store, { note: 'late' });
    expect(await store.commit({ lease, response, change, effect })).toBe('lease lost');
    expect(await store.subscriptions()).toEqual(subscriptions);
    expect(await store.effects()).toEqual([]);
    expect((await store.claim('a', 'f')).kind).toBe('granted');
  });

  test('refuses a commit on a state that has changed since, and keeps the lock', async () => {
    const store = await make();
    const lease = await grant(store);
    const [first, second] = [await changeOf(store, { a: 1 }), await changeOf(store, { b: 2 })];
    expect(await store.commit({ change: first })).toBe('done');
    expect(await store.commit({ lease, response, change: second, effect })).toBe('conflict');
    expect((await store.claim('a', 'f')).kind).toBe('locked');
    const third = await changeOf(store, { c: 3 });
    expect(await store.commit({ lease, response, change: third, effect })).toBe('done');
    expect((await store.subscription('sub-1001'))?.value.metadata).toEqual({ c: 3 });
  });

  test('finds what is due, in the order of the world', async () => {
    const store = await make();
    const scheduledAt = '2024-02-01';
    for (const id of ['sub-1002', 'sub-1001']) {
      const before = (await store.subscription(id)) as Held;
      const pendingStatus = { status: 'CANCELLED' as const, scheduledAt };
      await store.commit({ change: { before, after: { ...before.value, pendingStatus } } });
    }
    const due = async (date: string) =>
      (await store.due(date)).map(({ subscriptionId }) => subscriptionId);
    const already = await due('2024-01-31');
    expect((await due(scheduledAt)).filter((id) => !already.includes(id)).slice(0, 2)).toEqual([
      'sub-1001',
      'sub-1002',
    ]);
    const before = (await store.subscription('sub-1001')) as Held;
    const { pendingStatus: _, ...after } = before.value;
    await store.commit({ change: { before, after: after as Subscription } });
    expect(await due(scheduledAt)).not.toContain('sub-1001');
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

  test('has a clock that runs when it is asked to', async () => {
    const store = await make({ clock: 'running' });
    await expect.poll(() => store.now()).toBeGreaterThan(start);
    await store.moveClock(start + dayMs);
    await expect.poll(() => store.now()).toBeGreaterThan(start + dayMs);
  });

  test('lets records expire by its clock, at exactly 24 hours', async () => {
    const store = await make();
    await store.commit({ lease: await grant(store), response });
    await store.moveClock(start + dayMs - 1);
    expect((await store.claim('a', 'f')).kind).toBe('replay');
    await store.moveClock(start + dayMs);
    expect((await store.claim('a', 'other')).kind).toBe('granted');
  });

  test('is full at its bound, says until when, and drops nothing', async () => {
    const store = await make({ maxKeys: 2 });
    await store.commit({ lease: await grant(store, 'a'), response });
    await store.moveClock(start + dayMs / 2);
    await grant(store, 'b');
    const full: Claim = { kind: 'full', retryAfterSeconds: dayMs / 2000 };
    expect(await store.claim('c', 'f')).toEqual(full);
    expect((await store.claim('a', 'f')).kind).toBe('replay');
    await store.moveClock(start + dayMs);
    expect((await store.claim('c', 'f')).kind).toBe('granted');
    expect(await store.claim('d', 'f')).toEqual({ kind: 'full', retryAfterSeconds: 1 });
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

  test('goes back to the start by a reset, which no request in flight survives', async () => {
    const store = await make();
    await store.commit({ lease: await grant(store, 'a'), response, effect });
    await store.commit({ change: await changeOf(store, { a: 1 }) });
    const lease = await grant(store, 'b');
    await store.setFaults([{ type: 'answerLost', times: 1 }]);
    await store.moveClock(start + dayMs);
    await store.reset();
    expect(await store.now()).toBe(start);
    expect(await store.subscriptions()).toEqual(subscriptions);
    expect(await store.effects()).toEqual([]);
    expect(await store.faults()).toEqual([]);
    expect((await store.claim('a', 'f')).kind).toBe('granted');
    expect(await store.commit({ lease, response, effect })).toBe('lease lost');
    await store.commit({ effect });
    expect(await store.effects()).toEqual([{ sequence: 1, ...effect }]);
  });
});
