import type { ChainableCommander, Cluster, Redis } from 'ioredis';
import { StoreUnavailable } from '../../store/unavailable.js';
import { type Address, parseAddress } from './address.js';
import { answerTimeoutMs, type Client, connectClient, type Security } from './client.js';
import { keys, type ScriptName } from './scripts.js';

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
  /**
   * Runs one of our scripts, and waits until replicas have all that was written before its end. Throws as
   * `run` does.
   *
   * @returns the reply, and whether as many have it as were asked for
   */
  runReplicated<Reply>(
    script: ScriptName,
    ...args: (string | number)[]
  ): Promise<{ reply: Reply; isReplicated: boolean }>;
  /** Sends one of Redis's own commands. Throws as `run` does. */
  use<Reply>(command: (redis: Client) => Promise<Reply>): Promise<Reply>;
  /** Resolves once the server can be reached, or after so many milliseconds. */
  reachable(atMostMs: number): Promise<void>;
  close(): void;
}

export interface ConnectionOptions extends Security {
  /** How many replicas `runReplicated` waits for. Default: 0. */
  replicas?: number | undefined;
}

/** The connection was away, or went away before the answer came. */
export class AnswerLost extends StoreUnavailable {
  override name = 'AnswerLost';
}

/** Replicas have not all they should have after this long: shorter than an answer is waited for. */
const replicationTimeoutMs = answerTimeoutMs / 2;

/**
 * @param url for example `redis://user:password@localhost:6379/0`, `rediss:` for TLS, or
 *   `redis+sentinel://host-1:26379,host-2:26379/mymaster/0`; a node of a cluster stands for all of it
 * @throws {Error} that names the server, never its password, and says what to do
 */
export async function connect(
  url: string,
  { replicas = 0, ...security }: ConnectionOptions = {},
): Promise<Connection> {
  const address = parseAddress(url);
  const { shown } = address;
  let lastError = '';
  const waiting = new Set<() => void>();
  let redis: Client;
  try {
    redis = await connectClient(address, security, {
      onError({ message }) {
        lastError = message;
      },
      onReady() {
        lastError = '';
        for (const goOn of [...waiting]) goOn();
      },
    });
    await checkEviction(redis);
  } catch (error) {
    const reason = (lastError || (error as Error).message).replace(/\.+$/, '');
    throw new Error(`The store ${shown} cannot be used: ${reason}. ${whatToDo(reason, address)}.`);
  }

  let isClosed = false;
  // The client gives up where Sentinels have no answer for it. We do not.
  redis.on('end', () => {
    if (isClosed) return;
    setTimeout(() => {
      if (!isClosed) redis.connect().catch(() => {});
    }, 200).unref();
  });

  // The original error stays out of it: the client notes commands there, credentials included.
  const explain = ({ name, message }: Error) =>
    name === 'ReplyError'
      ? new StoreUnavailable(`The store ${shown} refuses: ${message}`)
      : new AnswerLost(`The store ${shown} cannot be reached: ${lastError || message}`);

  const use: Connection['use'] = async (command) => {
    try {
      return await command(redis);
    } catch (error) {
      throw explain(error as Error);
    }
  };
  const given = (args: (string | number)[]) => [...Object.values(keys), ...args];

  return {
    url: shown,
    use,
    run: <Reply>(script: ScriptName, ...args: (string | number)[]) =>
      use(() => scriptsOf<Promise<Reply>>(redis)[script](...given(args))),
    async runReplicated<Reply>(script: ScriptName, ...args: (string | number)[]) {
      // On one connection, in one go: WAIT counts what was written on its own.
      const results = await use(() =>
        scriptsOf<ChainableCommander>(redis.pipeline())
          [script](...given(args))
          .wait(replicas, replicationTimeoutMs)
          .exec(),
      );
      for (const [error] of results ?? []) if (error) throw explain(error);
      const [reply, count] = (results ?? []).map(([, result]) => result);
      return { reply: reply as Reply, isReplicated: Number(count) >= replicas };
    },
    reachable: (atMostMs) =>
      new Promise((resolve) => {
        const isReady = redis.status === 'ready';
        // A cluster is ready, too, while the one node is away that matters.
        if (isReady && !redis.isCluster) return resolve();
        const timer = setTimeout(end, isReady ? Math.min(100, atMostMs) : atMostMs);
        waiting.add(end);
        function end() {
          clearTimeout(timer);
          waiting.delete(end);
          resolve();
        }
      }),
    close() {
      isClosed = true;
      redis.disconnect();
    },
  };
}

/** The client has a method for each of our scripts, which its types do not know. */
function scriptsOf<Result>(client: object) {
  return client as Record<ScriptName, (...args: (string | number)[]) => Result>;
}

/** A server that makes room by dropping keys would make idempotency keys forgotten. */
async function checkEviction(redis: Client): Promise<void> {
  const servers = redis.isCluster ? (redis as Cluster).nodes('master') : [redis as Redis];
  for (const server of servers) {
    // Where INFO is not allowed, it is up to whoever set the server up.
    const info = await server.info('memory').catch(() => '');
    const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1] ?? '';
    if (policy.startsWith('allkeys-')) {
      throw new Error(
        `its maxmemory-policy is ${policy}, by which it drops keys when memory is short; set noeviction`,
      );
    }
  }
}

function whatToDo(reason: string, { tls, master }: Address): string {
  if (/^(NOAUTH|WRONGPASS) /.test(reason)) {
    const ofSentinels =
      master === undefined ? '' : ', those of the Sentinels by --store-sentinel-password-file';
    return `Give the right name and password, by its URL or --store-password-file${ofSentinels}`;
  }
  // Of a Sentinel's certificate the client says no more than that the connection was closed.
  const trust = tls ? ', or give the authority of its certificate by --store-ca' : '';
  return `Start that server, or correct the URL${trust}`;
}
