import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore, type MemoryStoreOptions } from '../src/store/memory.js';
import { journalLength, type Lease, type Store } from '../src/store/store.js';
import type { ClockSetting } from '../src/time/clock.js';
import type { Subscription } from '../src/world/world.js';
import { subscriptions, testSandbox } from './support.js';

const start = Date.parse('2024-01-15T09:00:00Z');
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

function store(options: MemoryStoreOptions = {}, mode: ClockSetting['mode'] = 'frozen'): Store {
  const clock = (): ClockSetting => ({ mode, instant: start, wall: 0 });
  return createMemoryStore({ subscriptions: [], clock }, { wallClock: () => 0, ...options });
}

const response = (body: string) => ({ status: 200, headers: {}, body });

async function remember(memory: Store, key: string, body = ''): Promise<void> {
  const claim = await memory.claim(key, 'f');
  if (claim.kind !== 'granted') throw new Error(`${key} is ${claim.kind}.`);
  const epoch = await memory.epoch();
  await memory.commit({ epoch, lease: claim.lease as Lease, response: response(body) });
}

describe('the store in memory', () => {
  it('takes keys again and again, however many have expired', async () => {
    const memory = store({ maxRemembered: 2_000 });
    for (let day = 0; day < 20; day++) {
      await memory.moveClock(start + day * dayMs);
      await remember(memory, `key-${day}`, 'x'.repeat(1_500));
    }
    expect((await memory.claim('key-19', 'f')).kind).toBe('replay');
  });

  it('is full once the remembered responses take as much as they may', async () => {
    const memory = store({ maxRemembered: 2_000 });
    await remember(memory, 'a', 'x'.repeat(1_300));
    await memory.moveClock(start + hourMs);
    await remember(memory, 'b', 'x'.repeat(10));
    expect(await memory.claim('c', 'f')).toEqual({
      kind: 'full',
      expiresInSeconds: (23 * hourMs) / 1000,
      clockStands: true,
    });
  });

  it('has all its room again after a reset', async () => {
    const memory = store({ maxRemembered: 2_000 });
    await remember(memory, 'a', 'x'.repeat(1_500));
    await memory.reset();
    await remember(memory, 'b', 'x'.repeat(1_300));
    await remember(memory, 'c');
    expect((await memory.claim('d', 'f')).kind).toBe('full');
  });

  it.each([
    ['frozen', true],
    ['running', false],
    ['system', false],
  ] as const)(
    'says when it is full whether its clock, which is %s, stands: %s',
    async (mode, stands) => {
      const memory = store({ maxKeys: 1 }, mode);
      await remember(memory, 'a');
      expect(await memory.claim('b', 'f')).toMatchObject({ kind: 'full', clockStands: stands });
    },
  );

  it('lets a clock that was set run from there on', async () => {
    let wall = 0;
    const memory = store({ wallClock: () => wall }, 'running');
    wall = hourMs;
    expect(await memory.now()).toBe(start + hourMs);
    await memory.moveClock(start + 5 * hourMs);
    expect(await memory.now()).toBe(start + 5 * hourMs);
    wall = 2 * hourMs;
    expect(await memory.now()).toBe(start + 6 * hourMs);
    wall = 0;
    expect(await memory.now()).toBe(start + 6 * hourMs);
    await memory.moveClock(start + 7 * hourMs);
    expect(await memory.now()).toBe(start + 7 * hourMs);
  });

  it('loses nothing of a second to a clock that is set within it', async () => {
    let wall = 500;
    const memory = store({ wallClock: () => wall }, 'running');
    expect(await memory.moveClock(start)).toBe(true);
    wall = 800;
    expect(await memory.now()).toBe(start + 800);
  });

  it('takes 250,000 keys unless told otherwise', async () => {
    const memory = store();
    for (let index = 0; index < 249_999; index++) memory.claim(`key-${index}`, 'f');
    expect((await memory.claim('the last', 'f')).kind).toBe('granted');
    expect((await memory.claim('one more', 'f')).kind).toBe('full');
  });

  describe('unless told otherwise, takes', () => {
    const half = 2 ** 28;

    async function storeUnder(heapLimit: number) {
      const v8 = { getHeapStatistics: () => ({ heap_size_limit: heapLimit }) };
      vi.spyOn(process, 'getBuiltinModule').mockReturnValue(v8 as never);
      vi.resetModules();
      const module = await import('../src/store/memory.js');
      const clock = (): ClockSetting => ({ mode: 'frozen', instant: start, wall: 0 });
      return module.createMemoryStore({ subscriptions: [], clock });
    }

    afterEach(() => {
      vi.restoreAllMocks();
      vi.resetModules();
    });

    it.each([
      ['half a gibibyte of responses', 2 ** 40, [half, half - 2_000, 2_000]],
      ['no more than a third of its heap', 6_000, [1_300, 10]],
    ])('%s', async (_, heapLimit, lengths) => {
      const memory = await storeUnder(heapLimit);
      for (const [index, length] of lengths.entries())
        await remember(memory, `key-${index}`, 'x'.repeat(length));
      expect((await memory.claim('one more', 'f')).kind).toBe('full');
    });
  });

  it.each([
    [[], 1],
    [[7, 8], 9],
  ])('goes on with the numbers of the saved journal %j', async (sequences, next) => {
    const effect = { at: '2024-01-15T09:00:01Z', cause: 'request' as const, tenantId: 'harbour' };
    const effects = sequences.map((sequence) => ({ sequence, ...effect }));
    const memory = store({
      saved: { clock: undefined, subscriptions: [], keys: [], effects, deliveries: [] },
    });
    const epoch = await memory.epoch();
    const commit = (at: string) =>
      memory.commit({ epoch, now: start, effects: [{ ...effect, at }] });
    // Entries of requests stay in order over a restart.
    const early = await commit('2024-01-15T09:00:00Z');
    expect(early).toBe(sequences.length > 0 ? 'conflict' : 'done');
    if (early === 'conflict') await commit(effect.at);
    expect((await memory.effects()).at(-1)?.sequence).toBe(next);
  });

  it('goes on from what was saved, in whatever order that stands', async () => {
    const saved = (key: string, hours: number) => ({
      key,
      fingerprint: 'f',
      response: response(key),
      expiresAt: start + hours * hourMs,
    });
    const memory = store({
      saved: {
        clock: undefined,
        subscriptions: [],
        keys: [saved('a', 20), saved('b', 5), saved('c', 10)],
        effects: [],
        deliveries: [],
      },
    });
    const kinds = async () =>
      Promise.all(['a', 'b', 'c'].map(async (key) => (await memory.claim(key, 'other')).kind));
    await memory.moveClock(start + 5 * hourMs - 1);
    expect(await kinds()).toEqual(['mismatch', 'mismatch', 'mismatch']);
    await memory.moveClock(start + 10 * hourMs);
    expect(await kinds()).toEqual(['mismatch', 'granted', 'granted']);
  });

  it('that fails otherwise than by being away is a 500, and told', async () => {
    const errors: unknown[] = [];
    const error = new TypeError('No such thing.');
    const { cancel } = testSandbox({
      store: (initial) => ({
        ...createMemoryStore(initial),
        claim: () => Promise.reject(error),
      }),
      onError: (given) => errors.push(given),
    });
    const { status, body } = await cancel('sub-1001', {}, { 'X-Idempotency-Key': 'key-1' });
    expect([status, body.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(errors).toEqual([error]);
  });

  it('counts on from the journal that was saved', async () => {
    const effect = { at: '2024-01-15T09:00:00Z', cause: 'request' as const, tenantId: 'harbour' };
    const memory = store({
      saved: {
        clock: undefined,
        subscriptions: [],
        keys: [],
        effects: [{ sequence: 7, ...effect }],
        deliveries: [],
      },
    });
    await memory.commit({ epoch: await memory.epoch(), effects: [effect] });
    expect((await memory.effects()).map(({ sequence }) => sequence)).toEqual([7, 8]);
  });

  it('keeps the latest entries of the journal, and tells which it drops', async () => {
    const dropped: number[] = [];
    const nothing = () => {};
    const memory = store({
      log: {
        clock: nothing,
        subscription: nothing,
        key: nothing,
        keyExpired: nothing,
        effect: nothing,
        effectDropped: (sequence) => dropped.push(sequence),
        delivery: nothing,
        deliveryDropped: nothing,
        reset: nothing,
      },
    });
    const effect = { at: '2024-01-15T09:00:00Z', cause: 'request' as const, tenantId: 'harbour' };
    const effects = Array(journalLength + 2).fill(effect);
    await memory.commit({ epoch: await memory.epoch(), effects });
    const journal = await memory.effects();
    expect([journal.length, journal[0]?.sequence, journal.at(-1)?.sequence]).toEqual([
      journalLength,
      3,
      journalLength + 2,
    ]);
    expect(dropped).toEqual([1, 2]);
  });

  it('is full to the byte of what the remembered responses take', async () => {
    const size = 600 + 'key'.length + 'f'.length + 'answer'.length;
    for (const [maxRemembered, kind] of [
      [size, 'full'],
      [size + 1, 'granted'],
    ] as const) {
      const memory = store({ maxRemembered });
      await remember(memory, 'key', 'answer');
      expect((await memory.claim('another', 'f')).kind).toBe(kind);
    }
  });

  it('frees the key of a request whose answer is not to be remembered', async () => {
    const memory = store();
    const claim = await memory.claim('key', 'f');
    const { lease } = claim as { lease: Lease };
    expect(await memory.commit({ epoch: await memory.epoch(), lease })).toBe('done');
    expect((await memory.claim('key', 'f')).kind).toBe('granted');
  });

  it('lets no request enter the journal before the latest of a request', async () => {
    const memory = store();
    const epoch = await memory.epoch();
    const enter = (cause: 'request' | 'due', ...hours: string[]) =>
      memory.commit({
        epoch,
        ...(cause === 'request' && { now: start }),
        effects: hours.map((hour) => ({ at: `2024-01-15T${hour}:00:00Z`, cause, tenantId: 't' })),
      });
    expect(await enter('request', '12')).toBe('done');
    expect(await enter('request', '11')).toBe('conflict');
    expect(await enter('request', '13', '11')).toBe('conflict');
    // What fell due keeps its instant, and says nothing of requests.
    expect(await enter('due', '10')).toBe('done');
    expect(await enter('request', '11')).toBe('conflict');
    expect(await enter('request', '12')).toBe('done');
  });

  it('goes on with a saved journal in the order of its requests', async () => {
    const effect = (cause: 'request' | 'due', hour: number, sequence: number) => ({
      ...{ at: `2024-01-15T${hour}:00:00Z`, cause, tenantId: 't', sequence },
    });
    const memory = store({
      saved: {
        clock: undefined,
        subscriptions: [],
        keys: [],
        effects: [effect('request', 12, 1), effect('due', 10, 2)],
        deliveries: [],
      },
    });
    const { sequence: _, ...late } = effect('request', 11, 3);
    const epoch = await memory.epoch();
    expect(await memory.commit({ epoch, now: start, effects: [late] })).toBe('conflict');
  });

  it('tells what is reset, with the clock as it stands then', async () => {
    const told: unknown[] = [];
    const nothing = () => {};
    const memory = store({
      log: {
        clock: (clock) => told.push(clock),
        reset: () => told.push('reset'),
        subscription: nothing,
        key: nothing,
        keyExpired: nothing,
        effect: nothing,
        effectDropped: nothing,
        delivery: nothing,
        deliveryDropped: nothing,
      },
    });
    await memory.moveClock(start + hourMs);
    const clock = { mode: 'frozen', instant: start, wall: 0, latest: start };
    const moved = { ...clock, instant: start + hourMs, latest: start + hourMs };
    await memory.reset();
    expect(told).toEqual([clock, moved, 'reset', clock]);
  });

  it('finds what is due, whatever is scheduled or withdrawn beside it', async () => {
    const [one, other] = subscriptions as [Subscription, Subscription];
    const pending = (subscription: Subscription, scheduledAt?: string): Subscription => {
      const { pendingStatus: _, ...rest } = subscription;
      return {
        ...rest,
        ...(scheduledAt && { pendingStatus: { status: 'CANCELLED' as const, scheduledAt } }),
      };
    };
    const clock = (): ClockSetting => ({ mode: 'frozen', instant: start, wall: 0 });
    const memory = createMemoryStore({
      subscriptions: [pending(one, '2024-02-10'), pending(other)],
      clock,
    });
    const due = async (date: string) =>
      (await memory.due(date)).map(({ value }) => value?.subscriptionId);
    const put = async (after: Subscription) =>
      memory.commit({
        epoch: await memory.epoch(),
        changes: [{ before: await memory.subscription(after.subscriptionId), after }],
      });
    expect(await due('2024-02-09')).toEqual([]);
    await put(pending(other, '2024-02-20'));
    expect(await due('2024-02-10')).toEqual([one.subscriptionId]);
    await put(pending(other));
    expect(await due('2024-02-10')).toEqual([one.subscriptionId]);
    await put(pending(other, '2024-02-01'));
    expect(await due('2024-02-01')).toEqual([other.subscriptionId]);
    await memory.reset();
    expect(await due('2024-02-10')).toEqual([one.subscriptionId]);
  });

  it('lists what the world has in its order, and behind it what was created, by id', async () => {
    const [first] = subscriptions as [Subscription];
    const memory = store();
    const ids = ['sub-c', 'sub-a', 'sub-b'];
    await memory.commit({
      epoch: await memory.epoch(),
      changes: ids.map((subscriptionId) => ({
        before: { value: undefined, version: undefined },
        after: { ...first, subscriptionId },
      })),
    });
    expect((await memory.subscriptions()).map(({ subscriptionId }) => subscriptionId)).toEqual(
      [...ids].sort(),
    );
  });

  it('rounds the wait for a free key up, to a second at least', async () => {
    const memory = store({ maxKeys: 1 });
    await remember(memory, 'a');
    const wait = async () => (await memory.claim('b', 'f')) as { expiresInSeconds: number };
    await memory.moveClock(start + dayMs - 1_500);
    expect((await wait()).expiresInSeconds).toBe(2);
    await memory.moveClock(start + dayMs - 1);
    expect((await wait()).expiresInSeconds).toBe(1);
  });
});
