// What the Lua scripts leave in Redis, and how they take a clock that is put back: told by Redis itself.
import { describe, expect } from 'vitest';
import { type Connection, connect } from '../src/node/redis/connection.js';
import { createRedisStore } from '../src/node/redis/redis-store.js';
import { keys } from '../src/node/redis/scripts.js';
import { nextDueDate } from '../src/rules/due.js';
import type { Claim, EffectInput, Lease, Store } from '../src/store/store.js';
import { lastInstant, startClock } from '../src/time/clock.js';
import { type DeliveryInput, outboxLength } from '../src/webhooks/delivery.js';
import type { Subscription } from '../src/world/world.js';
import { closedAfterEach } from './closers.js';
import { redisForAll, test, title } from './redis-instance.js';
import { subscriptions } from './support.js';

const start = Date.parse('2024-01-15T09:00:00Z');
const hourMs = 60 * 60 * 1000;
const response = { status: 200, headers: {}, body: '' };
const effect: EffectInput = { at: '2024-01-15T09:00:00Z', cause: 'request', tenantId: 'harbour' };

const delivery: DeliveryInput = {
  receiver: 'r',
  subscriptionId: 's',
  eventId: 'e',
  type: 't',
  occurredAt: '',
  event: '{}',
  state: 'pending',
  dueAt: start,
  attempts: [],
};

const redis = redisForAll();
let databases = 0;
const closers = closedAfterEach();

/** Our own machine's clock says `wall`. */
async function make(clock: 'frozen' | 'running' | 'system' = 'frozen', wall = Date.now()) {
  const connection = await connect(`${redis().url}/${databases++}`);
  const initial = { subscriptions, clock: () => startClock(clock, start, wall) };
  const store = createRedisStore(connection, initial, { settings: '{}' });
  closers.push(store.close);
  await store.begin();
  return { connection, store };
}

/** Redis's clock. */
async function timeOf(connection: Connection): Promise<number> {
  const [seconds, microseconds] = await connection.use((client) => client.time());
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
}

/** As if Redis's machine had put its clock ahead by so much, or back where it is negative. */
async function shiftWall(connection: Connection, by: number): Promise<void> {
  await connection.use(async (client) => {
    const wall = await client.hget(keys.state, 'wall');
    await client.hset(keys.state, 'wall', String(Number(wall) - by));
  });
}

async function grant(store: Store, key = 'a'): Promise<Lease> {
  const claim: Claim = await store.claim(key, 'f');
  if (claim.kind !== 'granted') throw new Error(claim.kind);
  return claim.lease;
}

const originOf = (connection: Connection) =>
  connection.use(async (client) => (await client.hget(keys.state, 'origin')) ?? '');

const leaseEnd = (connection: Connection, key: string) =>
  connection.use(async (client) => Number(await client.zscore(keys.leases, key)));

/** Everything of the store, but for what tells one start from another. */
async function contents(connection: Connection): Promise<Record<string, unknown>> {
  return connection.use(async (client) => {
    const { epoch: _, wall: __, ...state } = await client.hgetall(keys.state);
    const hashes = ['subscriptions', 'locks', 'records', 'deliveries'] as const;
    const sets = [
      ...(['due', 'leases', 'expiry', 'lines', 'ready', 'sending', 'settled'] as const),
    ];
    const found: Record<string, unknown> = { state };
    for (const name of hashes) found[name] = await client.hgetall(keys[name]);
    for (const name of sets) found[name] = await client.zrange(keys[name], '0', '-1', 'WITHSCORES');
    found['journal'] = await client.lrange(keys.journal, 0, -1);
    found['faults'] = await client.get(keys.faults);
    return found;
  });
}

describe(title('the Redis scripts'), () => {
  test('leave nothing of before after a reset', async () => {
    const { connection, store } = await make();
    const fresh = await contents(connection);
    const epoch = await store.epoch();
    await store.moveClock(start + hourMs);
    await grant(store, 'in flight');
    const before = await store.subscription('sub-1001');
    const pendingStatus = { status: 'CANCELLED' as const, scheduledAt: '2024-02-01' };
    const after = { ...(before.value as Subscription), pendingStatus };
    const changes = [{ before, after }];
    const lease = await grant(store);
    const deliveries = [delivery, { ...delivery, receiver: 'q' }, { ...delivery, receiver: 'p' }];
    await store.commit({ epoch, lease, response, changes, effects: [effect], deliveries });
    // One is done, one on its way, and one ready.
    for (const state of ['delivered', undefined] as const) {
      const claimed = await store.claimDelivery();
      if (claimed && state)
        await store.recordAttempt({ ...claimed.delivery, state }, claimed.token);
    }
    await store.setFaults([{ type: 'answerLost', times: 1 }]);
    expect(Object.values(await contents(connection))).not.toEqual(Object.values(fresh));
    await store.reset();
    expect(await contents(connection)).toEqual(fresh);
  });

  test('know of everything that the world has pending, at the start and after a reset', async () => {
    const { store } = await make();
    const pending = subscriptions.filter((each) => nextDueDate(each) !== undefined);
    expect(pending.length).toBeGreaterThan(0);
    const due = async () => (await store.due('9998-12-31')).map(({ value }) => value);
    expect(await due()).toEqual(pending);
    await store.reset();
    expect(await due()).toEqual(pending);
  });

  test('tell two resets of one second apart', async () => {
    const { store } = await make();
    const epochs = new Set<unknown>([await store.epoch()]);
    for (let index = 0; index < 10; index += 1) {
      await store.reset();
      epochs.add(await store.epoch());
    }
    expect(epochs.size).toBe(11);
  });

  test('do not begin a store that is there already', async () => {
    const { store } = await make();
    await store.commit({ epoch: await store.epoch(), effects: [effect] });
    expect(await store.begin()).toBe('{}');
    expect(await store.effects()).toHaveLength(1);
  });

  test('keep neither lock nor lease of what was released, committed or given up', async () => {
    const { connection, store } = await make();
    const left = async () => {
      const { locks, leases } = await contents(connection);
      return { locks, leases };
    };
    const nothing = { locks: {}, leases: [] };
    await store.release(await grant(store));
    expect(await left()).toEqual(nothing);
    const lease = await grant(store);
    await store.commit({ epoch: await store.epoch(), lease, response });
    expect(await left()).toEqual(nothing);

    const origin = await originOf(connection);
    await connection.run('claim', origin, 'gone', 'f', 'g'.repeat(36), 10, 1);
    await expect
      .poll(async () => (await timeOf(connection)) > (await leaseEnd(connection, 'gone')))
      .toBe(true);
    await store.release(await grant(store, 'next'));
    expect(await left()).toEqual(nothing);
  });

  test('grant a claim once more to whoever asks again because the answer got lost', async () => {
    const { connection } = await make();
    const origin = await originOf(connection);
    const claim = (token: string, fingerprint = 'f') =>
      connection.run<string[]>('claim', origin, 'a', fingerprint, token.repeat(36), 10, 60_000);
    expect((await claim('m'))[0]).toBe('granted');
    expect((await claim('m'))[0]).toBe('granted');
    expect(await claim('o')).toEqual(['locked']);
    expect(await claim('o', 'g')).toEqual(['mismatch']);
  });

  test('renew the leases of who holds them, and of nobody else', async () => {
    const { connection } = await make();
    const origin = await originOf(connection);
    const [mine, stale] = ['m'.repeat(36), 's'.repeat(36)];
    for (const key of ['a', 'b']) {
      await connection.run('claim', origin, key, 'f', mine, 10, 3_000);
    }
    const ends = () => Promise.all(['a', 'b'].map((key) => leaseEnd(connection, key)));
    const before = await ends();
    await connection.run('renew', origin, 60_000, 'a', stale, 'b', stale, 'c', stale);
    expect(await ends()).toEqual(before);
    expect(await leaseEnd(connection, 'c')).toBe(0);
    await connection.run('renew', origin, 60_000, 'a', mine, 'b', mine);
    const least = (await timeOf(connection)) + 30_000;
    for (const end of await ends()) expect(end).toBeGreaterThan(least);
  });

  test('hand out a delivery again once its claim has ended, and drop the oldest that is done', async () => {
    const { connection, store } = await make();
    const epoch = await store.epoch();
    await store.commit({ epoch, deliveries: [delivery] });
    const first = await store.claimDelivery();
    const end = Number(first?.token);
    expect(end).toBeGreaterThan(await timeOf(connection));
    expect(await store.claimDelivery()).toBeUndefined();
    await connection.use((client) => client.zadd(keys.sending, '1', '1'));
    const again = await store.claimDelivery();
    expect(again?.delivery.number).toBe(1);
    if (first) expect(await store.recordAttempt(first.delivery, '1')).toBe(false);
    if (again) await store.recordAttempt({ ...again.delivery, state: 'delivered' }, again.token);

    // The second one waits, and the third one is done.
    await store.commit({ epoch, deliveries: [delivery, { ...delivery, receiver: 'q' }] });
    for (const _ of [1, 2]) {
      const claimed = await store.claimDelivery();
      const change =
        claimed?.delivery.number === 3
          ? { state: 'delivered' as const }
          : { dueAt: start + hourMs };
      if (claimed) await store.recordAttempt({ ...claimed.delivery, ...change }, claimed.token);
    }
    const hundred = Array<DeliveryInput>(100).fill(delivery);
    // All at once take longer than a busy machine's connection waits.
    for (let left = outboxLength - 3; left > 0; left -= 100)
      await store.commit({ epoch, deliveries: hundred.slice(0, left) });
    const numbers = async () => (await store.deliveries()).map(({ number }) => number);
    expect(await numbers()).toHaveLength(outboxLength);
    const firstAfter = async () => {
      await store.commit({ epoch, deliveries: [delivery] });
      const left = await numbers();
      return [left.length, ...left.slice(0, 3)];
    };
    // What is done goes first, then the oldest that is waiting; the next one takes its place.
    expect(await firstAfter()).toEqual([outboxLength, 2, 3, 4]);
    expect(await firstAfter()).toEqual([outboxLength, 2, 4, 5]);
    expect(await firstAfter()).toEqual([outboxLength, 4, 5, 6]);
    expect(await firstAfter()).toEqual([outboxLength, 5, 6, 7]);
    expect((await store.claimDelivery())?.delivery.number).toBe(5);
    const sets = await contents(connection);
    expect([sets['settled'], sets['ready']]).toEqual([[], []]);
  });

  test('remember a commit for a minute after it would have been too late, and no longer', async () => {
    const { connection, store } = await make();
    const time = await timeOf(connection);
    await connection.use((client) =>
      client.zadd(keys.done, `${time - 61_000}`, 'old', `${time - 50_000}`, 'recent'),
    );
    await store.commit({ epoch: await store.epoch(), effects: [effect] });
    const kept = await connection.use((client) => client.zrange(keys.done, '0', '-1'));
    expect([kept.length, kept[0]]).toEqual([2, 'recent']);
  });

  test('refuse a commit that comes too late', async () => {
    const { connection, store } = await make();
    const [origin, epoch] = [await originOf(connection), String(await store.epoch())];
    const send = async (id: string, left: number) => {
      const deadline = (await timeOf(connection)) + left;
      const rest = ['', '', '', '', '', 0, 10, 0, 1, JSON.stringify(effect)];
      return connection.run('commit', origin, id, deadline, epoch, ...rest);
    };
    expect(await send('one', -1)).toBe('late');
    expect(await store.effects()).toEqual([]);
    expect(await send('two', 60_000)).toBe('done');
    expect(await store.effects()).toHaveLength(1);
  });

  test('let a frozen clock stand, whatever the time', async () => {
    const { connection, store } = await make();
    await shiftWall(connection, hourMs);
    expect(await store.now()).toBe(start);
  });

  test('let a clock run with Redis’s, to the millisecond', async () => {
    const { connection, store } = await make('running');
    await expect.poll(async () => ((await store.now()) - start) % 1000).toBeGreaterThan(0);
    await shiftWall(connection, hourMs);
    const shown = await store.now();
    expect(shown).toBeGreaterThan(start + hourMs);
    // What has run before is no part of the time that is set.
    await store.moveClock(start + 2 * hourMs);
    const [then, limit] = [await store.now(), start + 3 * hourMs];
    expect(then).toBeGreaterThanOrEqual(start + 2 * hourMs);
    expect(then).toBeLessThan(limit);
  });

  test('let the machine’s own clock be Redis’s, from its start on', async () => {
    const before = Date.now();
    const { connection, store } = await make('system', before - 24 * hourMs);
    const [shown, time] = [await store.now(), await timeOf(connection)];
    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(time);
    await shiftWall(connection, hourMs);
    expect(await store.now()).toBeGreaterThanOrEqual(before + hourMs);
  });

  test('never show an earlier time, though Redis’s machine puts its clock back', async () => {
    const { connection, store } = await make('running');
    await shiftWall(connection, hourMs);
    await store.commit({ epoch: await store.epoch(), effects: [effect] });
    await shiftWall(connection, -3 * hourMs);
    expect(await store.now()).toBeGreaterThanOrEqual(start + hourMs);
    await store.moveClock(start + 5 * hourMs);
    await shiftWall(connection, -hourMs);
    expect(await store.now()).toBe(start + 5 * hourMs);
  });

  test('let no clock run past the last instant that has a date', async () => {
    const { connection, store } = await make('running');
    await store.moveClock(lastInstant - 1);
    expect(await store.now()).toBeGreaterThanOrEqual(lastInstant - 1);
    await shiftWall(connection, hourMs);
    expect(await store.now()).toBe(lastInstant);
  });
});
