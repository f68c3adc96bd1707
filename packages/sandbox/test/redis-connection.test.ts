import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Redis } from 'ioredis';
import { describe, expect } from 'vitest';
import { AnswerLost, type Connection, connect } from '../src/node/redis/connection.js';
import { openRedis } from '../src/node/redis/open.js';
import { keys } from '../src/node/redis/scripts.js';
import { StoreUnavailable } from '../src/store/unavailable.js';
import { closedAfterEach } from './closers.js';
import { test, title } from './redis-instance.js';
import { freePort, type RunningRedis, startRedis } from './redis-server.js';

const closers = closedAfterEach();

async function running(): Promise<RunningRedis> {
  const redis = await startRedis();
  closers.push(redis.stop);
  return redis;
}

async function connected({ url }: RunningRedis): Promise<Connection> {
  const connection = await connect(url);
  closers.push(() => connection.close());
  return connection;
}

const ping = ({ use }: Connection) => use((redis) => redis.ping());
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => new Error('It works.'),
    (error: Error) => error,
  );

/** How many connections a server has besides the one that asks. */
async function connectionsTo({ port }: RunningRedis) {
  const admin = new Redis(port, '127.0.0.1');
  closers.push(() => admin.disconnect());
  return async () =>
    String(await admin.call('CLIENT', 'LIST', 'TYPE', 'normal'))
      .trim()
      .split('\n').length - 1;
}

describe(title('a connection'), () => {
  test('can be reached at once while it is there', async () => {
    const connection = await connected(await running());
    let isReached = false;
    void connection.reachable(60_000).then(() => {
      isReached = true;
    });
    await ping(connection);
    expect(isReached).toBe(true);
  });

  test('that is away is waited for until it is back, or for as long as is asked', async () => {
    const redis = await running();
    const connection = await connected(redis);
    await redis.kill();
    await expect
      .poll(async () => (await errorOf(ping(connection))).message)
      .toContain('ECONNREFUSED');
    await connection.reachable(1);
    expect(await errorOf(ping(connection))).toBeInstanceOf(AnswerLost);
    const waiting = [connection.reachable(60_000), connection.reachable(60_000)];
    await redis.start();
    await Promise.all(waiting);
    expect(await ping(connection)).toBe('PONG');
  });

  test('says why it is away', async () => {
    const redis = await running();
    const connection = await connected(redis);
    const reasons = new Set<string>();
    const next = async () => {
      const { message } = await errorOf(ping(connection));
      reasons.add(message);
      return message;
    };
    await redis.kill();
    const place = `127.0.0.1:${redis.port}`;
    await expect
      .poll(next, { interval: 1 })
      .toBe(`The store redis://${place} cannot be reached: connect ECONNREFUSED ${place}`);
    // Also as long as nothing is known but that.
    for (const reason of reasons) expect(reason).toMatch(/ cannot be reached: \S/);
  });

  test('says what the server refuses, which has then done nothing', async () => {
    const connection = await connected(await running());
    const error = await errorOf(connection.use((redis) => redis.call('NONE')));
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).not.toBeInstanceOf(AnswerLost);
    expect(error.message).toMatch(/^The store redis:\S+ refuses: ERR unknown command/);
  });

  test('says what the server refuses of a script that replicas are to have', async () => {
    const connection = await connected(await running());
    const error = await errorOf(connection.runReplicated('ready', 'origin'));
    expect(error.message).toMatch(/^The store redis:\S+ refuses: ERR SANDBOX_EMPTY/);
  });

  test('is made again where the client has given up', async () => {
    const connection = await connected(await running());
    await connection.use(async (redis) => redis.disconnect());
    const { message } = await errorOf(ping(connection));
    expect(message).toMatch(/^The store redis:\S+ cannot be reached: \S/);
    const answer = () => ping(connection).catch(() => 'none');
    await expect.poll(answer, { timeout: 10_000 }).toBe('PONG');
  });

  test('of a user who may not ask the server about itself is taken', async () => {
    const redis = await running();
    const admin = new Redis(redis.port, '127.0.0.1');
    closers.push(() => admin.disconnect());
    await admin.call('ACL', 'SETUSER', 'poor', 'on', '>x', '~*', '+@all', '-info');
    for (const path of ['', '/1']) {
      const url = `redis://poor:x@127.0.0.1:${redis.port}${path}`;
      const connection = await connect(url);
      closers.push(() => connection.close());
      expect(await ping(connection)).toBe('PONG');
    }
  });

  test('that is refused is not left open', async () => {
    const master = await running();
    const replica = await startRedis({ flags: ['--replicaof', '127.0.0.1', `${master.port}`] });
    closers.push(replica.stop);
    expect((await errorOf(connect(replica.url))).message).toContain('it is a replica');
    await expect.poll(await connectionsTo(replica)).toBe(0);
  });

  test('that is closed stays so', async () => {
    const redis = await running();
    const connection = await connect(redis.url);
    const count = await connectionsTo(redis);
    expect(await count()).toBe(1);
    connection.close();
    await expect.poll(count).toBe(0);
    await connection.reachable(600);
    expect(await errorOf(ping(connection))).toBeInstanceOf(AnswerLost);
    expect(await count()).toBe(0);
  });

  test('to what is no Redis is refused with a sentence', async () => {
    const other = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(other, 'listening');
    closers.push(() => other.close());
    const { port } = other.address() as AddressInfo;
    expect((await errorOf(connect(`redis://127.0.0.1:${port}`))).message).toMatch(
      /^The store redis:\S+ cannot be used: \S.*[^.]\. Start that server, or correct the URL\.$/,
    );
    const free = await freePort();
    expect((await errorOf(connect(`redis://127.0.0.1:${free}`))).message).toBe(
      `The store redis://127.0.0.1:${free} cannot be used: connect ECONNREFUSED 127.0.0.1:${free}. Start that server, or correct the URL.`,
    );
  });
});

describe(title('a store'), () => {
  const advice =
    'use another database of that server: its number is the path of the URL, as in redis://localhost:6379/1';

  test('of another version, or with other settings, is refused and left', async () => {
    const redis = await running();
    const { options, begin, close } = await openRedis(redis.url, { clock: 'frozen' });
    options.store?.({
      subscriptions: [],
      clock: () => ({ mode: 'frozen', instant: 0, wall: 0 }),
    });
    await begin();
    await close();
    const count = await connectionsTo(redis);
    await expect.poll(count).toBe(0);

    const place = `The store redis://127.0.0.1:${redis.port}`;
    expect((await errorOf(openRedis(redis.url, { clock: 'running' }))).message).toBe(
      `${place} was made with another clock mode, which it keeps. Leave that out, or ${advice}.`,
    );
    await expect.poll(count).toBe(0);

    const admin = new Redis(redis.port, '127.0.0.1');
    closers.push(() => admin.disconnect());
    const settings = JSON.parse((await admin.get(keys.settings)) ?? '{}');
    await admin.set(keys.settings, JSON.stringify({ ...settings, format: 1 }));
    expect((await errorOf(openRedis(redis.url, {}))).message).toBe(
      `Another version of the sandbox made ${place.replace('The', 'the')}: ${advice}.`,
    );
  });

  test('that another instance makes meanwhile is refused, too', async () => {
    const redis = await running();
    const clock = () => ({ mode: 'frozen' as const, instant: 0, wall: 0 });
    const open = async (timeZone: string) => {
      const opened = await openRedis(redis.url, { clock: 'frozen', timeZone });
      opened.options.store?.({ subscriptions: [], clock });
      closers.push(opened.close);
      return opened;
    };
    const [one, other] = await Promise.all([open('UTC'), open('Asia/Tokyo')]);
    await one.begin();
    expect((await errorOf(other.begin())).message).toBe(
      `The store redis://127.0.0.1:${redis.port} was made with other settings just now. Start again.`,
    );
  });
});
