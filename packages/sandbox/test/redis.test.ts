import { once } from 'node:events';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { AnswerLost, connect } from '../src/node/redis/connection.js';
import { openRedis } from '../src/node/redis/open.js';
import { createRedisStore } from '../src/node/redis/redis-store.js';
import type { ScriptName } from '../src/node/redis/scripts.js';
import { startSandbox } from '../src/node/server.js';
import type { SandboxOptions } from '../src/sandbox.js';
import { createMemoryStore } from '../src/store/memory.js';
import type { Claim } from '../src/store/store.js';
import { OutcomeUnknown } from '../src/store/unavailable.js';
import { closedAfterEach } from './closers.js';
import { run, start } from './program.js';
import { openInstance, redisForAll, test, title } from './redis-instance.js';
import { startRedis } from './redis-server.js';
import { type Answered, testSandbox } from './support.js';

const closers = closedAfterEach();

/** An instance in this process. */
async function instance(url: string, options: SandboxOptions = {}) {
  const opened = await openInstance(url, options);
  closers.push(opened.close);
  return opened;
}

const key = (value: string) => ({ 'X-Idempotency-Key': value });
const withoutDate = ({ headers: { date: _, ...headers }, status, text }: Answered) => ({
  status,
  headers,
  text,
});

describe(title('--store'), () => {
  const redis = redisForAll();

  test('lets two processes behave as one, even when one dies while it holds a lock', async () => {
    const [one, other] = await Promise.all([
      start('--store', redis().url, '--clock', 'frozen'),
      start('--store', redis().url, '--clock', 'frozen'),
    ]);

    // Identical requests at once: one effect, and otherwise locked or the replay.
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 ? one : other).cancel('sub-1001', {}, key('same')),
      ),
    );
    const executed = answers.filter(({ status }) => status === 200);
    const others = answers.filter(({ status }) => status !== 200);
    expect(new Set(executed.map(({ text, headers }) => headers['x-request-id'] + text)).size).toBe(
      1,
    );
    expect(new Set(others.map(({ body }) => body.code)).size).toBeLessThanOrEqual(1);
    for (const { body } of others) expect(body.code).toBe('idempotency_key_locked');
    expect(await other.effects()).toHaveLength(1);

    // What one does the other one sees.
    await one.setClock('2024-01-16T00:00:00Z');
    expect((await other.subscription('sub-1001')).status).toBe('CANCELLED');
    await other.setFaults({ type: 'rateLimit' });
    expect((await one.cancel('sub-1002')).status).toBe(429);
    await other.send('POST', '/__sandbox/reset');
    expect(await one.world()).toEqual(await other.world());
    expect((await one.send('GET', '/__sandbox/clock')).body.now).toBe('2024-01-15T09:00:00Z');
    expect(await one.effects()).toEqual([]);

    // One dies while it holds a lock.
    await one.setFaults({ type: 'delay', delayMs: 60_000 });
    const lost = one.cancel('sub-1001', {}, key('held')).catch(() => 'connection lost');
    const again = () => other.cancel('sub-1001', {}, key('held'));
    // The delay is taken by then, so it is this process that waits.
    await expect
      .poll(async () => (await other.send('GET', '/__sandbox/faults')).body.faults)
      .toEqual([]);
    expect((await again()).body.code).toBe('idempotency_key_locked');
    one.child.kill('SIGKILL');
    expect(await lost).toBe('connection lost');
    await expect
      .poll(async () => (await again()).status, { timeout: 10_000, interval: 200 })
      .toBe(200);
    expect(await other.effects()).toHaveLength(1);
  }, 30_000);

  test('gives a lock free when its lease is not renewed, and keeps one that is', async () => {
    const { connection, initial, settings } = await parts(`${redis().url}/1`);
    const options = { settings, leaseMs: 500 };
    const deaf = createRedisStore(
      {
        ...connection,
        run: (script, ...args) =>
          script === 'renew' ? Promise.reject(new Error('deaf')) : connection.run(script, ...args),
      },
      initial,
      options,
    );
    const alive = createRedisStore(connection, initial, options);
    closers.push(deaf.close, alive.close);
    await Promise.all([deaf.begin(), alive.begin()]);
    const late = await deaf.claim('late', 'f');
    const kept = await alive.claim('kept', 'f');
    await expect
      .poll(async () => (await alive.claim('late', 'f')).kind, { timeout: 10_000, interval: 50 })
      .toBe('granted');
    expect((await deaf.claim('kept', 'f')).kind).toBe('locked');
    const response = { status: 200, headers: {}, body: '' };
    expect(await deaf.commit({ epoch: await alive.epoch(), lease: leaseOf(late), response })).toBe(
      'lease lost',
    );
    expect(await alive.commit({ epoch: await alive.epoch(), lease: leaseOf(kept), response })).toBe(
      'done',
    );
  }, 20_000);

  test('starts with what the store was made with, and refuses another', async () => {
    const url = `${redis().url}/2`;
    await instance(url, { timeZone: 'Asia/Tokyo' });
    const { send } = await instance(url);
    expect((await send('GET', '/__sandbox/clock')).body.timeZone).toBe('Asia/Tokyo');
    await expect(openRedis(url, { clock: 'system' })).rejects.toThrow(
      'made with another clock mode',
    );
    await expect(openRedis(url, { timeZone: 'UTC' })).rejects.toThrow(
      'made with another time zone',
    );
  });

  test('starts anew when the store has lost everything', async () => {
    const url = `${redis().url}/3`;
    const { cancel, effects, world } = await instance(url);
    const fresh = await world();
    await cancel('sub-1001', {}, key('a'));
    await admin(url, (client) => client.flushdb());
    expect(await world()).toEqual(fresh);
    expect(await effects()).toEqual([]);
    expect((await cancel('sub-1001', {}, key('a'))).status).toBe(200);
  });

  test('does nothing on a store that was made anew with other settings', async () => {
    const url = `${redis().url}/4`;
    const { cancel, errors } = await instance(url);
    await admin(url, (client) => client.flushdb());
    const { effects } = await instance(url, { timeZone: 'Asia/Tokyo' });
    expect((await cancel('sub-1001')).status).toBe(503);
    expect(errors[0]?.message).toContain('was made anew with other settings');
    expect(await effects()).toEqual([]);
  });

  test('answers 503 when the store refuses to write, without an effect', async () => {
    const url = `${redis().url}/5`;
    const { cancel, effects, errors } = await instance(url);
    try {
      await admin(url, (client) => client.config('SET', 'maxmemory', '1'));
      const { status, body, headers } = await cancel('sub-1001', {}, key('a'));
      expect([status, body.code, headers['retry-after']]).toEqual([
        503,
        'SERVICE_UNAVAILABLE',
        '1',
      ]);
      expect(errors[0]?.message).toContain('OOM');
    } finally {
      await admin(url, (client) => client.config('SET', 'maxmemory', '0'));
    }
    expect(await effects()).toEqual([]);
    expect((await cancel('sub-1001', {}, key('a'))).status).toBe(200);
  });

  test.each(['allkeys-lru', 'allkeys-lfu', 'allkeys-random'])(
    'refuses a server that would drop keys to make room, by %s',
    async (policy) => {
      const url = `${redis().url}/6`;
      try {
        await admin(url, (client) => client.config('SET', 'maxmemory-policy', policy));
        await expect(openRedis(url, {})).rejects.toThrow(`maxmemory-policy is ${policy}`);
      } finally {
        await admin(url, (client) => client.config('SET', 'maxmemory-policy', 'noeviction'));
      }
    },
  );

  test('takes a server that drops only keys with a time to live: the store has none', async () => {
    const url = `${redis().url}/8`;
    try {
      await admin(url, (client) => client.config('SET', 'maxmemory-policy', 'volatile-lru'));
      const { cancel } = await instance(url);
      await cancel('sub-1001', {}, key('a'));
      const names = await admin(url, (client) => client.keys('*'));
      for (const name of names) expect(await admin(url, (client) => client.ttl(name))).toBe(-1);
    } finally {
      await admin(url, (client) => client.config('SET', 'maxmemory-policy', 'noeviction'));
    }
  });

  test('refuses a database that the server does not have', async () => {
    await expect(openRedis(`${redis().url}/99`, {})).rejects.toThrow('DB index is out of range');
  });

  test('leaves other keys of the database alone', async () => {
    const url = `${redis().url}/7`;
    await admin(url, (client) => client.set('mine', 'stays'));
    const { send } = await instance(url);
    await send('POST', '/__sandbox/reset');
    expect(await admin(url, (client) => client.get('mine'))).toBe('stays');
    expect(await admin(url, (client) => client.keys('*'))).toEqual(
      expect.arrayContaining(['{connect-sandbox}:state']),
    );
  });
});

describe(title('a store that goes away'), () => {
  const redis = redisForAll({ durable: true });

  test('is a 503 until it comes back, and nothing is lost or done twice', async () => {
    const one = await instance(redis().url);
    const other = await instance(redis().url);
    const ids = (await one.world()).subscriptions
      .filter((each: any) => each.tenantId === 'harbour' && each.status === 'ACTIVATED')
      .filter((each: any) => !each.pendingStatus)
      .map((each: any) => each.subscriptionId) as string[];
    const send = (id: string, index: number) =>
      (index % 2 ? one : other).cancel(id, {}, key(`burst-${id}`));
    await send(ids[0] as string, 0);

    // The crash comes with the first answer of the burst, in the middle of the other requests.
    const burst = ids.map(send);
    await Promise.race(burst);
    await redis().kill();
    const answers = await Promise.all(burst);
    for (const { status, headers, body } of answers.filter(({ status }) => status !== 200)) {
      expect([status, body.code, headers['retry-after']]).toEqual([
        503,
        'SERVICE_UNAVAILABLE',
        '1',
      ]);
    }
    expect((await one.cancel('sub-1001')).status).toBe(503);
    expect((await one.send('GET', '/__sandbox/world')).status).toBe(503);
    expect((await one.send('GET', '/__health')).status).toBe(200);

    await redis().start();
    await expect.poll(async () => (await one.send('GET', '/__sandbox/clock')).status).toBe(200);
    await expect.poll(async () => (await other.send('GET', '/__sandbox/clock')).status).toBe(200);
    for (const [index, id] of ids.entries()) {
      // A lock that the crash left behind ends with its lease.
      await expect
        .poll(async () => (await send(id, index + 1)).status, { timeout: 10_000, interval: 200 })
        .toBe(200);
      const answer = answers[index] as Answered;
      if (answer.status === 200) {
        expect(withoutDate(await send(id, index))).toEqual(withoutDate(answer));
      }
    }
    const done = (await other.effects()).map(({ subscriptionId }) => subscriptionId);
    expect(done.sort()).toEqual([...ids].sort());
  }, 30_000);

  test('is asked again for an answer that got lost, and does not do it again', async () => {
    const { connection, initial, settings } = await parts(`${redis().url}/1`);
    let lost = 0;
    const store = createRedisStore(
      {
        ...connection,
        async run<Reply>(script: ScriptName, ...args: (string | number)[]) {
          const reply = await connection.run<Reply>(script, ...args);
          if (script === 'commit' && lost++ === 0) throw new AnswerLost('The connection broke.');
          return reply;
        },
      },
      initial,
      { settings },
    );
    closers.push(store.close);
    await store.begin();
    const epoch = await store.epoch();
    expect(await store.commit({ epoch, effects: [effect] })).toBe('done');
    expect(lost).toBe(2);
    expect(await store.effects()).toEqual([{ sequence: 1, ...effect }]);
  });

  test('is asked again for several answers that got lost, and does none of it again', async () => {
    const { connection, initial, settings } = await parts(`${redis().url}/3`);
    const lost: (() => void)[] = [];
    let commits = 0;
    const store = createRedisStore(
      {
        ...connection,
        async run<Reply>(script: ScriptName, ...args: (string | number)[]) {
          const reply = await connection.run<Reply>(script, ...args);
          if (script !== 'commit' || ++commits > 3) return reply;
          // Each answer is lost once all have been executed.
          await new Promise<void>((resolve) => {
            if (lost.push(resolve) === 3) for (const lose of lost) lose();
          });
          throw new AnswerLost('The connection broke.');
        },
      },
      initial,
      { settings },
    );
    closers.push(store.close);
    await store.begin();
    const epoch = await store.epoch();
    const results = await Promise.all(
      [1, 2, 3].map(() => store.commit({ epoch, effects: [effect] })),
    );
    expect(results).toEqual(['done', 'done', 'done']);
    expect(commits).toBe(6);
    expect(await store.effects()).toHaveLength(3);
  });

  it.each([
    ['without a key', {}],
    // Its lock cannot be released then, which must not hide what happened.
    ['with a key', key('a')],
  ])(
    'in the middle of a commit %s makes the 503 say that the outcome is not known',
    async (_, headers) => {
      const errors: unknown[] = [];
      const { cancel } = testSandbox({
        store: (initial) => ({
          ...createMemoryStore(initial),
          commit: () => Promise.reject(new OutcomeUnknown('The store went away.')),
          release: () => Promise.reject(new AnswerLost('The store is away.')),
        }),
        onError: (error) => errors.push(error),
      });
      const { status, body } = await cancel('sub-1001', {}, headers);
      expect(errors).toEqual([expect.any(OutcomeUnknown)]);
      expect([status, body.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      expect(body.message).toContain('Whether the request had an effect is not known.');
    },
  );

  test('for too long gets no effect afterwards, when the client knows of a 503', async () => {
    const { connection, initial, settings } = await parts(`${redis().url}/2`);
    const store = createRedisStore(connection, initial, { settings, leaseMs: 500 });
    closers.push(store.close);
    await store.begin();
    const epoch = await store.epoch();
    redis().pause();
    const commit = store.commit({ epoch, effects: [effect] });
    await expect(commit).rejects.toThrow(OutcomeUnknown);
    redis().resume();
    await expect.poll(() => Promise.resolve(store.now()).catch(() => 'away')).toBe(0);
    expect(await store.effects()).toEqual([]);
  }, 20_000);
});

describe(title('a store that cannot be used'), () => {
  it('is said at the start, without the password', async () => {
    const { stderr, code } = await run('--store', 'redis://user:secret@127.0.0.1:1/0');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'The store redis://127.0.0.1:1/0 cannot be used: connect ECONNREFUSED',
    );
    expect(stderr).not.toContain('secret');
  });

  it.each(['localhost:6379', 'http://secret@localhost', 'redis://:secret@', 'redis://secret/x'])(
    'is refused when its URL is %s',
    async (store) => {
      const failure = startSandbox({ store });
      await expect(failure).rejects.toThrow('The store takes a URL such as');
      await expect(failure).rejects.not.toThrow('secret');
    },
  );

  it('is refused beside a directory', async () => {
    const failure = startSandbox({ store: 'redis://localhost', data: './data' });
    await expect(failure).rejects.toThrow('data and store exclude each other');
  });

  test('is refused for a wrong password, without either password', async () => {
    const guarded = await startRedis({ password: 'secret' });
    closers.push(guarded.stop);
    const wrong = guarded.url.replace('secret', 'guess');
    await expect(openRedis(wrong, {})).rejects.toThrow(
      /^The store redis:\/\/127\S+ cannot be used: WRONGPASS .+\. Give the right name and password, by its URL or --store-password-file\.$/,
    );
    await expect(openRedis(wrong.replace(/:guess@/, ''), {})).rejects.toThrow(
      /cannot be used: NOAUTH .+\. Give the right name and password, /,
    );
    await expect(openRedis(wrong, {})).rejects.not.toThrow(/secret|guess/);
    const { cancel } = await instance(guarded.url);
    expect((await cancel('sub-1001')).status).toBe(200);
  });
});

/** What a store is made of, for tests that need it without a sandbox. */
async function parts(url: string) {
  const connection = await connect(url);
  closers.push(connection.close);
  const initial = {
    subscriptions: [],
    clock: () => ({ mode: 'frozen' as const, instant: 0, wall: 0 }),
  };
  return { connection, initial, settings: '{}' };
}

const effect = { at: '2024-01-15T09:00:00Z', cause: 'request' as const, tenantId: 'harbour' };

function leaseOf(claim: Claim) {
  if (claim.kind !== 'granted') throw new Error(claim.kind);
  return claim.lease;
}

async function admin<Reply>(url: string, command: (client: Redis) => Promise<Reply>) {
  const client = new Redis(url);
  const reply = await command(client);
  client.disconnect();
  await once(client, 'end');
  return reply;
}
