// The store in Redis, with a connection that is played.
import { describe, expect, it } from 'vitest';
import type { Client } from '../src/node/redis/client.js';
import { AnswerLost, type Connection } from '../src/node/redis/connection.js';
import { createRedisStore } from '../src/node/redis/redis-store.js';
import { OutcomeUnknown, StoreUnavailable } from '../src/store/unavailable.js';
import { closedAfterEach } from './closers.js';
import { subscriptions } from './support.js';

const closers = closedAfterEach();

type Call = [name: string, ...args: unknown[]];

/**
 * A store, and what it asks of its connection.
 *
 * @param answer what a script answers, and one of Redis's own commands
 */
function storeOn(
  answer: (name: string, args: unknown[]) => unknown,
  { leaseMs = 3_000, world = [] as typeof subscriptions } = {},
) {
  const calls: Call[] = [];
  const ask = async (name: string, args: unknown[]) => {
    calls.push([name, ...args]);
    return answer(name, args) as never;
  };
  const redis = new Proxy({} as Client, {
    get:
      (_, name: string) =>
      (...args: unknown[]) =>
        ask(name, args),
  });
  const connection: Connection = {
    url: 'redis://r',
    run: (script, ...args) => ask(script, args),
    runReplicated: async (script, ...args) => ({
      reply: await ask(script, args),
      isReplicated: true,
    }),
    use: (command) => command(redis),
    reachable: (ms) => ask('reachable', [ms]),
    close: () => calls.push(['close']),
  };
  const initial = {
    subscriptions: world,
    clock: () => ({ mode: 'frozen' as const, instant: 0, wall: 0 }),
  };
  const store = createRedisStore(connection, initial, { settings: 's', leaseMs });
  closers.push(() => store.close());
  /** What was asked of a script or a command, without the origin. */
  const asked = (name: string) =>
    calls.filter(([each]) => each === name).map(([, ...args]) => args);
  return { store, calls, asked };
}

const epoch = '1';
const granted = ['granted', '0', '', '0'];
const at = (hour: number) => `2024-01-15T${hour}:00:00Z`;
const effect = (cause: 'request' | 'due', hour: number) => ({ at: at(hour), cause, tenantId: 't' });

async function leaseOf({ store }: ReturnType<typeof storeOn>, key: string) {
  const claim = await store.claim(key, 'f');
  if (claim.kind !== 'granted') throw new Error(`${key} is ${claim.kind}.`);
  return claim.lease;
}

describe('a commit', () => {
  it('that Redis calls late is told as such, without an effect', async () => {
    const { store } = storeOn(() => 'late');
    const commit = Promise.resolve(store.commit({ epoch }));
    await expect(commit).rejects.toThrow('The store redis://r was away for too long.');
    await expect(commit).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('whose answer got lost is sent again once Redis can be reached', async () => {
    let left = 2;
    const { store, calls, asked } = storeOn((name) => {
      if (name !== 'commit') return undefined;
      if (left-- > 0) throw new AnswerLost('Away.');
      return 'done';
    });
    expect(await store.commit({ epoch })).toBe('done');
    expect(calls.map(([name]) => name)).toEqual([
      ...['commit', 'reachable', 'commit', 'reachable', 'commit'],
    ]);
    const [first, ...others] = asked('commit');
    for (const other of others) expect(other).toEqual(first);
  });

  it('is given up with its outcome unknown where it would be late', async () => {
    const { store, calls } = storeOn(
      () => {
        throw new AnswerLost('Away.');
      },
      { leaseMs: 0 },
    );
    await expect(store.commit({ epoch })).rejects.toThrow(OutcomeUnknown);
    expect(calls.map(([name]) => name)).toEqual(['commit']);
  });

  it('that is refused is not sent again', async () => {
    const refusal = new StoreUnavailable('No.');
    const { store, calls } = storeOn(() => {
      throw refusal;
    });
    await expect(store.commit({ epoch })).rejects.toBe(refusal);
    expect(calls).toHaveLength(1);
  });

  it('says what its request was entered at, whatever fell due with it', async () => {
    const { store, asked } = storeOn(() => 'done');
    const effects = [effect('due', 10), effect('request', 12)];
    await store.commit({ epoch, effects });
    await store.commit({ epoch, effects: [effect('due', 10)] });
    const givens = asked('commit').map(([, , , ...given]) => given.slice(0, 6));
    expect(givens).toEqual([
      [epoch, '', at(12), '', '', ''],
      [epoch, '', '', '', '', ''],
    ]);
  });

  it.each<[string, string]>([
    ['begin', 'begin'],
    ['now', 'now'],
    ['claim', 'claim'],
  ])('has its deadline by Redis’s clock, as %s has read it', async (_, from) => {
    const wall = 1_000_000;
    const begun = performance.now();
    const reading: Record<string, unknown> = {
      begin: ['s', String(wall)],
      now: ['0', String(wall)],
      claim: ['granted', '0', '', String(wall)],
      commit: 'done',
    };
    const { store, asked } = storeOn((name) => reading[name]);
    if (from === 'begin') await store.begin();
    if (from === 'now') await store.now();
    if (from === 'claim') await store.claim('a', 'f');
    await store.commit({ epoch });
    const [[, , deadline] = []] = asked('commit');
    expect(Number(deadline)).toBeGreaterThanOrEqual(wall + 3_000);
    expect(Number(deadline)).toBeLessThan(wall + 3_000 + 2 * begun);
  });
});

describe('a claim', () => {
  it('tells what is due first, where anything is', async () => {
    const readings = ['20240131', ''].map(async (more) => {
      const { store } = storeOn(() => ['granted', '5', more, '0']);
      return store.claim('a', 'f');
    });
    expect(await Promise.all(readings)).toMatchObject([
      { reading: { now: 5, nextDue: '2024-01-31' } },
      { reading: { now: 5, nextDue: undefined } },
    ]);
  });

  it.each([
    ['frozen', true],
    ['running', false],
  ])(
    'for which there is no room says that the clock, which is %s, stands: %s',
    async (mode, stands) => {
      const { store } = storeOn(() => ['full', '4001', mode]);
      expect(await store.claim('a', 'f')).toEqual({
        kind: 'full',
        expiresInSeconds: 5,
        clockStands: stands,
      });
    },
  );
});

it('only leases that are held are renewed', async () => {
  let result = 'done';
  const played = storeOn((name) => (name === 'claim' ? granted : name === 'commit' ? result : 1), {
    leaseMs: 15,
  });
  const { store, asked } = played;
  const renewed = () => expect.poll(() => asked('renew').at(-1)?.slice(2), { interval: 1 });
  const pairOf = ({ key, token }: { key: string; token: unknown }) => [key, token];
  const [done, conflicting, released] = [
    await leaseOf(played, 'done'),
    await leaseOf(played, 'conflicting'),
    await leaseOf(played, 'released'),
  ];
  await renewed().toEqual([done, conflicting, released].flatMap(pairOf));
  await store.commit({ epoch, lease: done });
  result = 'conflict';
  await store.commit({ epoch, lease: conflicting });
  await renewed().toEqual([conflicting, released].flatMap(pairOf));
  await store.release(released);
  await renewed().toEqual(pairOf(conflicting));
  await store.reset();
  const later = await leaseOf(played, 'later');
  await renewed().toEqual(pairOf(later));
});

it('what is closed closes its connection', () => {
  const { store, calls } = storeOn(() => undefined);
  store.close();
  expect(calls).toEqual([['close']]);
});

it('each subscription is listed once, as it is now; what was created follows by its id', async () => {
  const [first] = subscriptions as [(typeof subscriptions)[number]];
  const as = (subscriptionId: string) =>
    JSON.stringify({ ...first, subscriptionId, display: 'new' });
  const ids = ['sub-c', first.subscriptionId, 'sub-a'];
  const { store } = storeOn(() => Object.fromEntries(ids.map((id) => [id, as(id)])), {
    world: [first],
  });
  expect(
    (await store.subscriptions()).map((each) => [each.subscriptionId, each['display']]),
  ).toEqual([
    [first.subscriptionId, 'new'],
    ['sub-a', 'new'],
    ['sub-c', 'new'],
  ]);
});

it('what is due comes in the order of the world, and what was created by its id', async () => {
  const [one, other] = subscriptions as [
    (typeof subscriptions)[number],
    (typeof subscriptions)[number],
  ];
  const found = ['sub-c', other.subscriptionId, 'sub-a', one.subscriptionId];
  const { store, asked } = storeOn(
    (name) =>
      name === 'zrangebyscore'
        ? found
        : found.map((id) => (id.length === 5 ? JSON.stringify({ subscriptionId: id }) : null)),
    { world: [one, other] },
  );
  const due = await store.due('2024-01-31');
  expect(due.map(({ value }) => value?.subscriptionId)).toEqual([
    one.subscriptionId,
    other.subscriptionId,
    'sub-a',
    'sub-c',
  ]);
  expect(asked('zrangebyscore')[0]?.slice(1)).toEqual(['-inf', 20_240_131]);
});

it('nothing is taken from faults that do not fit', async () => {
  const { store, asked } = storeOn((name) => (name === 'swapFaults' ? 1 : null));
  expect(await store.takeFault('any')).toBeUndefined();
  expect(asked('swapFaults')).toEqual([]);
});

it.each([
  ['pending', 0],
  ['delivered', 1],
])('a delivery that is %s is sent again in its own way', async (state, place) => {
  const delivery = { number: 7, state, attempts: [{ at: at(9) }], dueAt: 1, event: '{}' };
  const { store, asked } = storeOn((name) =>
    name === 'hget' ? JSON.stringify(delivery) : name === 'now' ? ['5', '0'] : 1,
  );
  expect(await store.sendAgain(7)).toBe(true);
  const [[, number, text, ...given] = []] = asked('sendAgain');
  expect([number, text]).toEqual([7, JSON.stringify(delivery)]);
  expect(given[1 - place]).toBe('');
  expect(JSON.parse(String(given[place]))).toMatchObject({ state: 'pending', dueAt: 5 });
});
