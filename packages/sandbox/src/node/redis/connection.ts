import { Redis } from 'ioredis';
import { StoreUnavailable } from '../../store/unavailable.js';
import { keys, type ScriptName, scripts } from './scripts.js';

/** A server that has not answered for this long is given up. */
const answerTimeoutMs = 2_000;

/** A connection to Redis that is made again whenever it breaks. */
export interface Connection {
  /** For messages: without credentials. */
  url: string;
  /**
   * Runs one of our scripts.
   *
   * @throws {AnswerLost} where the server may have run it all the same
   * @throws {StoreUnavailable} where it has not
   */
  run<Reply>(script: ScriptName, ...args: (string | number)[]): Promise<Reply>;
  /** Sends one of Redis's own commands. Throws as `run` does. */
  use<Reply>(command: (redis: Redis) => Promise<Reply>): Promise<Reply>;
  /** Resolves once the server can be reached, or after so many milliseconds. */
  reachable(atMostMs: number): Promise<void>;
  close(): void;
}

/** The connection was away, or went away before the answer came. */
export class AnswerLost extends StoreUnavailable {
  override name = 'AnswerLost';
}

/**
 * @param url for example `redis://user:password@localhost:6379/0`, or `rediss:` for TLS
 * @throws {Error} that names the server, never its password, and says what to do
 */
export async function connect(url: string): Promise<Connection> {
  const shown = withoutCredentials(url);
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: answerTimeoutMs,
    disconnectTimeout: 100,
    socketTimeout: answerTimeoutMs,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
    // A command has its answer now or not at all: the client of the API is not kept waiting.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // After a failover the old server may still be there and only read.
    reconnectOnError: ({ message }) => message.startsWith('READONLY'),
    scripts: Object.fromEntries(
      Object.entries(scripts).map(([name, lua]) => [
        name,
        { lua, numberOfKeys: Object.keys(keys).length },
      ]),
    ),
  });
  let lastError = '';
  redis.on('error', ({ message }: Error) => {
    lastError = message;
  });
  redis.on('ready', () => {
    lastError = '';
  });
  try {
    await redis.connect();
    await checkDatabase(redis);
    await checkEviction(redis);
  } catch (error) {
    redis.disconnect();
    const reason = (lastError || (error as Error).message).replace(/\.+$/, '');
    throw new Error(
      `The store ${shown} cannot be used: ${reason}. Start that server, or correct the URL.`,
    );
  }

  // The original error stays out of it: the client notes commands there, credentials included.
  const explain = ({ name, message }: Error) =>
    name === 'ReplyError'
      ? new StoreUnavailable(`The store ${shown} refuses: ${message}`)
      : new AnswerLost(`The store ${shown} cannot be reached: ${lastError || message}`);

  const commands = redis as unknown as Record<ScriptName, (...args: unknown[]) => Promise<unknown>>;
  const use: Connection['use'] = async (command) => {
    try {
      return await command(redis);
    } catch (error) {
      throw explain(error as Error);
    }
  };

  return {
    url: shown,
    use,
    run: <Reply>(script: ScriptName, ...args: (string | number)[]) =>
      use(() => commands[script](...Object.values(keys), ...args) as Promise<Reply>),
    reachable: (atMostMs) =>
      new Promise((resolve) => {
        if (redis.status === 'ready') return resolve();
        const timer = setTimeout(end, atMostMs);
        redis.once('ready', end);
        function end() {
          clearTimeout(timer);
          redis.off('ready', end);
          resolve();
        }
      }),
    close: () => redis.disconnect(),
  };
}

/** Where the server has no such database, the client goes on in the first one, which may be another's. */
async function checkDatabase(redis: Redis): Promise<void> {
  const { db = 0 } = redis.options;
  if (db !== 0) await redis.select(db);
}

/** A server that makes room by dropping keys would make idempotency keys forgotten. */
async function checkEviction(redis: Redis): Promise<void> {
  // Where INFO is not allowed, it is up to whoever set the server up.
  const info = await redis.info('memory').catch(() => '');
  const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1] ?? '';
  if (policy.startsWith('allkeys-')) {
    throw new Error(
      `its maxmemory-policy is ${policy}, by which it drops keys when memory is short; set noeviction`,
    );
  }
}

/** @throws {Error} that does not repeat what was given: it may hold a password */
function withoutCredentials(url: string): string {
  if (!URL.canParse(url) || !/^rediss?:\/\/[^/?#]+(\/\d*)?$/.test(url)) {
    throw new Error(
      'The store takes a URL such as redis://localhost:6379/0 or rediss://user:password@host:6379.',
    );
  }
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
