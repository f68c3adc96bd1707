import { Cluster, type CommonRedisOptions, Redis } from 'ioredis';
import type { Address } from './address.js';
import { keys, scripts } from './scripts.js';

/** A server that has not answered for this long is given up. */
export const answerTimeoutMs = 2_000;

export type Client = Redis | Cluster;

/** What a connection takes besides the address. */
export interface Security {
  /** Goes before the URL's password. */
  password?: string | undefined;
  /** Certificates of the authorities that TLS trusts instead of Node's own, as PEM. */
  ca?: string | undefined;
  /** What Sentinels want to know: their users and passwords are not those of the server. */
  sentinelUser?: string | undefined;
  sentinelPassword?: string | undefined;
}

/**
 * Connects to a server, to the master of Sentinels, or to a cluster when the server is a node of one.
 *
 * @param onError hears of connections that break, and `onReady` of those that are made
 * @throws {Error} that says what to do
 */
export async function connectClient(
  address: Address,
  { password = address.password, ca, sentinelUser, sentinelPassword }: Security,
  { onError, onReady }: { onError: (error: Error) => void; onReady: () => void },
): Promise<Client> {
  if (address.master === undefined && (sentinelUser ?? sentinelPassword) !== undefined) {
    throw new Error(
      'it has a user or a password for Sentinels and names none, as redis+sentinel://host:26379/mymaster does',
    );
  }
  const tls = { ca };
  const common = {
    connectTimeout: answerTimeoutMs,
    socketTimeout: answerTimeoutMs,
    ...(address.username !== undefined && { username: address.username }),
    ...(password !== undefined && { password }),
    ...(address.tls && { tls }),
    autoResendUnfulfilledCommands: false,
  } satisfies Partial<CommonRedisOptions>;

  const single = watched(
    new Redis({
      ...common,
      ...(address.master === undefined
        ? address.hosts[0]
        : {
            sentinels: address.hosts,
            name: address.master,
            enableTLSForSentinelMode: address.tls,
            ...(address.tls && { sentinelTLS: tls }),
            ...(sentinelUser && { sentinelUsername: sentinelUser }),
            ...(sentinelPassword !== undefined && { sentinelPassword }),
            // One that hangs is passed over.
            sentinelCommandTimeout: answerTimeoutMs,
            sentinelRetryStrategy: retryDelay,
          }),
      lazyConnect: true,
      disconnectTimeout: 100,
      retryStrategy: retryDelay,
      // A command has its answer now or not at all: the client of the API is not kept waiting.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      // After a failover the old server may still be there and only read.
      reconnectOnError: isReadOnly,
      scripts: lua,
    }),
  );
  try {
    await within(single.connect());
    if (!(await isCluster(single, address))) {
      // Where the server has no such database, the client goes on in the first one, which may be another's.
      if (address.database !== 0) await single.select(address.database);
      return single;
    }
  } catch (error) {
    single.disconnect();
    throw error;
  }
  single.disconnect();
  if (address.database !== 0) {
    throw new Error('a cluster has no database but 0; leave the number out of the URL');
  }
  const cluster = watched(
    new Cluster(address.hosts, {
      lazyConnect: true,
      enableOfflineQueue: false,
      clusterRetryStrategy: retryDelay,
      // Our keys lie in one slot. Where that has moved is asked again when it is away.
      maxRedirections: 5,
      slotsRefreshTimeout: answerTimeoutMs,
      // Certificates name hosts, and a cluster tells addresses.
      dnsLookup: (host, callback) => callback(null, host),
      redisOptions: common,
      scripts: lua,
    }),
  );
  try {
    await within(cluster.connect());
    return cluster;
  } catch (error) {
    cluster.disconnect();
    throw error;
  }

  function watched<C extends Client>(client: C): C {
    client.on('error', onError).on('ready', onReady);
    return client;
  }
}

/** Milliseconds until the next attempt to connect. */
export const retryDelay = (attempt: number): number => Math.min(attempt * 50, 500);

/** Whether a server refuses to write, as one does that is no master any more. */
export const isReadOnly = ({ message }: Error): boolean => message.startsWith('READONLY');

const lua = Object.fromEntries(
  Object.entries(scripts).map(([name, script]) => [
    name,
    { lua: script, numberOfKeys: Object.keys(keys).length },
  ]),
);

/** Sentinels are asked for ever; a start waits for an answer or says that there is none. */
function within(connected: Promise<void>): Promise<void> {
  const timeoutMs = answerTimeoutMs * 2;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('there is no answer')), timeoutMs);
    connected.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @throws {Error} where the server is none that can keep a store */
async function isCluster(redis: Redis, { database }: Address): Promise<boolean> {
  const info = await redis.info().catch(() => '');
  const told = (name: string) => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
  if (told('redis_mode') === 'sentinel') {
    throw new Error(
      'it is a Sentinel; name the master that it watches, as in redis+sentinel://host:26379/mymaster',
    );
  }
  if (told('redis_mode') === 'cluster') return true;
  if (told('role') === 'slave') {
    throw new Error('it is a replica, which takes no writes; give the URL of its master');
  }
  if (info !== '') return false;
  // Where INFO is not allowed, a node of a cluster tells by refusing keys of other nodes, or another database.
  if (database !== 0) return false;
  return redis.get(keys.settings).then(
    () => false,
    ({ message }: Error) => message.startsWith('MOVED'),
  );
}
