import { createHash, randomUUID } from 'node:crypto';
import { type Fault, playFault } from '../../requests/faults.js';
import type { ApiResponse } from '../../requests/http.js';
import { keyLifetimeMs } from '../../requests/idempotency.js';
import { nextDueDate } from '../../rules/due.js';
import {
  byId,
  type Claim,
  type Commit,
  type CommitResult,
  type Effect,
  type InitialState,
  journalLength,
  type Lease,
  type Store,
  type Versioned,
} from '../../store/store.js';
import { OutcomeUnknown, StoreUnavailable } from '../../store/unavailable.js';
import { type Delivery, onceMore } from '../../webhooks/delivery.js';
import type { Subscription } from '../../world/world.js';
import { AnswerLost, type Connection } from './connection.js';
import { emptyStore, keys, otherOrigin, type ScriptName } from './scripts.js';

export interface RedisStoreOptions {
  /** What the store was made with, or is to be made with: JSON. */
  settings: string;
  /** How many idempotency keys are kept at once. Default: 250,000. */
  maxKeys?: number | undefined;
  /** A lock whose holder has not been heard of for so many milliseconds is free. Default: 3,000. */
  leaseMs?: number;
  /** Whether replicas have to have what is answered. Default: false. */
  replicated?: boolean;
}

export interface RedisStore extends Store {
  /**
   * Writes what a new store starts with.
   *
   * @returns the settings that the store has: another instance may have made it meanwhile
   */
  begin(): Promise<string>;
  close(): void;
}

/** A delivery whose sender has not been heard of for so long is free. An attempt takes 10 seconds at most. */
const claimMs = 30_000;

/** Keeps everything in Redis, where the instances that share it meet. */
export function createRedisStore(
  connection: Connection,
  initial: InitialState,
  { settings, maxKeys = 250_000, leaseMs = 3_000, replicated = false }: RedisStoreOptions,
): RedisStore {
  const origin = hash(settings);
  const originals = new Map(initial.subscriptions.map((each) => [each.subscriptionId, each]));
  const leases = new Map<unknown, Lease>();
  const renewal = setInterval(renew, leaseMs / 3).unref();
  // Redis's clock never lies before ours and this together.
  let clockOffset = 0;

  return {
    begin,
    ready: () => run('ready'),
    now,
    epoch: () => connection.use((redis) => redis.hget(keys.state, 'epoch')),
    async moveClock(to) {
      return (await runForGood('moveClock', to)) === 1;
    },
    claim,
    async release(lease) {
      leases.delete(lease.token);
      await run('release', lease.key, lease.token as string);
    },
    async subscription(subscriptionId) {
      const text = await connection.use((redis) => redis.hget(keys.subscriptions, subscriptionId));
      return heldOf(subscriptionId, text);
    },
    versioned: (value) => ({ value, version: JSON.stringify(value) }),
    async subscriptions() {
      const changed = await connection.use((redis) => redis.hgetall(keys.subscriptions));
      const textOf = new Map(Object.entries(changed));
      const known = initial.subscriptions.map(({ subscriptionId }) => {
        const { value } = heldOf(subscriptionId, textOf.get(subscriptionId) ?? null);
        textOf.delete(subscriptionId);
        return value as Subscription;
      });
      const created = [...textOf.values()].map((text) => JSON.parse(text) as Subscription);
      return [...known, ...created.sort(byId)];
    },
    due,
    commit,
    async effects() {
      const journal = await connection.use((redis) => redis.lrange(keys.journal, 0, -1));
      return journal.map((text) => JSON.parse(text) as Effect);
    },
    faults: async () => faultsOf(await readFaults()),
    async setFaults(faults) {
      await connection.use((redis) => redis.set(keys.faults, JSON.stringify(faults)));
    },
    takeFault,
    async deliveries() {
      const kept = await connection.use((redis) => redis.hvals(keys.deliveries));
      const all = kept.map((text) => JSON.parse(text) as Delivery);
      return all.sort((one, other) => one.number - other.number);
    },
    async claimDelivery() {
      const [text, token] = await run<string[]>('claimDelivery', claimMs);
      return text === undefined ? undefined : { delivery: JSON.parse(text) as Delivery, token };
    },
    async recordAttempt(delivery, token) {
      const given = [delivery.number, token as string, JSON.stringify(delivery), delivery.state];
      return (await run('recordAttempt', ...given)) === 1;
    },
    sendAgain,
    async nextDelivery() {
      const [, dueAt] = await connection.use((redis) =>
        redis.zrange(keys.ready, '0', '0', 'WITHSCORES'),
      );
      return dueAt === undefined ? undefined : Number(dueAt);
    },
    async reset() {
      const { mode, instant } = initial.clock();
      await runForGood('reset', mode, instant, ...dueDates());
      leases.clear();
    },
    close() {
      clearInterval(renewal);
      connection.close();
    },
  };

  function run<Reply>(script: ScriptName, ...args: (string | number)[]): Promise<Reply> {
    return onStore(() => connection.run<Reply>(script, origin, ...args));
  }

  /** Runs what is not to be lost with one server, where replicas are asked for. */
  async function runForGood<Reply>(
    script: ScriptName,
    ...args: (string | number)[]
  ): Promise<Reply> {
    if (!replicated) return run(script, ...args);
    const { reply, isReplicated } = await onStore(() =>
      connection.runReplicated<Reply>(script, origin, ...args),
    );
    if (isReplicated || notWritten.has(reply)) return reply;
    throw new OutcomeUnknown(`Replicas of the store ${connection.url} lag behind, or are away.`);
  }

  /** A store that has lost everything starts anew. */
  async function onStore<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const { message } = error as Error;
      if (message.includes(emptyStore) && (await begin()) === settings) {
        return work();
      }
      if (message.includes(emptyStore) || message.includes(otherOrigin)) {
        throw new StoreUnavailable(
          `The store ${connection.url} was made anew with other settings. Start this sandbox again.`,
        );
      }
      throw error;
    }
  }

  async function begin(): Promise<string> {
    const { mode, instant } = initial.clock();
    const [kept, wall] = await connection.run<[string, string]>(
      'begin',
      origin,
      mode,
      instant,
      settings,
      ...dueDates(),
    );
    clockOffset = Number(wall) - performance.now();
    return kept;
  }

  async function now(): Promise<number> {
    const [instant, wall] = await run<[string, string]>('now');
    clockOffset = Number(wall) - performance.now();
    return Number(instant);
  }

  async function claim(key: string, fingerprint: string): Promise<Claim> {
    const token = randomUUID();
    const [kind, given = '', more = '', wall] = await run<
      [Claim['kind'], string?, string?, string?]
    >('claim', key, fingerprint, token, maxKeys, leaseMs);
    switch (kind) {
      case 'granted': {
        const lease = { key, token };
        leases.set(token, lease);
        clockOffset = Number(wall) - performance.now();
        return { kind, lease, reading: { now: Number(given), nextDue: dateOf(more) } };
      }
      case 'replay':
        // Its effect may not have reached the replicas when the answer failed.
        if (replicated) await runForGood('ready');
        return { kind, response: JSON.parse(given) as ApiResponse };
      case 'full':
        return {
          kind,
          expiresInSeconds: Math.max(1, Math.ceil(Number(given) / 1000)),
          clockStands: more === 'frozen',
        };
      default:
        return { kind };
    }
  }

  /** A holder that is alive keeps its locks, however long it takes. */
  function renew(): void {
    if (leases.size === 0) return;
    const given = [...leases.values()].flatMap(({ key, token }) => [key, token as string]);
    // Where this fails the leases end, and the commits find out.
    run('renew', leaseMs, ...given).catch(() => {});
  }

  function heldOf(subscriptionId: string, text: string | null | undefined): Versioned {
    if (typeof text === 'string') return { value: JSON.parse(text), version: text };
    return { value: originals.get(subscriptionId), version: '' };
  }

  async function due(date: string): Promise<Versioned[]> {
    const found = await connection.use((redis) =>
      redis.zrangebyscore(keys.due, '-inf', numberOf(date)),
    );
    if (found.length === 0) return [];
    const texts = await connection.use((redis) => redis.hmget(keys.subscriptions, ...found));
    // In the order of the world, as in every store.
    const isDue = new Map(found.map((id, index) => [id, heldOf(id, texts[index])]));
    const known = [...originals.keys()].flatMap((id) => isDue.get(id) ?? []);
    const created = found
      .filter((id) => !originals.has(id))
      .sort()
      .flatMap((id) => isDue.get(id) ?? []);
    return [...known, ...created];
  }

  /**
   * Where the answer is lost, the same commit is sent again until it is known what became of it. Redis
   * refuses one that comes too late, so that nothing takes effect once the client was told that it failed.
   */
  async function commit(commit: Commit): Promise<CommitResult> {
    const redisTime = () => performance.now() + clockOffset;
    const deadline = redisTime() + leaseMs;
    const given = [randomUUID(), Math.floor(deadline), ...argumentsOf(commit)];
    for (;;) {
      try {
        const result = await runForGood<CommitResult | 'late'>('commit', ...given);
        if (result === 'late') {
          throw new StoreUnavailable(`The store ${connection.url} was away for too long.`);
        }
        if (result !== 'conflict') leases.delete(commit.lease?.token);
        return result;
      } catch (error) {
        if (!(error instanceof AnswerLost)) throw error;
        const left = deadline - redisTime();
        if (left <= 0) throw new OutcomeUnknown(error.message);
        await connection.reachable(left);
      }
    }
  }

  async function readFaults(): Promise<string> {
    return (await connection.use((redis) => redis.get(keys.faults))) ?? '';
  }

  async function takeFault(operationId?: string): Promise<Fault | undefined> {
    for (;;) {
      const text = await readFaults();
      const { fault, left } = playFault(faultsOf(text), operationId);
      if (!fault) return undefined;
      if ((await run('swapFaults', text, JSON.stringify(left))) === 1) return fault;
    }
  }

  async function sendAgain(number: number): Promise<boolean> {
    for (;;) {
      const text = await connection.use((redis) => redis.hget(keys.deliveries, String(number)));
      if (text === null) return false;
      const delivery = JSON.parse(text) as Delivery;
      const dueAt = await now();
      const given =
        delivery.state === 'pending'
          ? [JSON.stringify({ ...delivery, dueAt }), '']
          : ['', JSON.stringify(onceMore(delivery, dueAt))];
      if ((await run('sendAgain', number, text, ...given)) === 1) return true;
    }
  }

  function dueDates(): (string | number)[] {
    return initial.subscriptions.flatMap((subscription) => {
      const date = nextDueDate(subscription);
      return date === undefined ? [] : [subscription.subscriptionId, numberOf(date)];
    });
  }
}

/** Replies after which nothing has changed. */
const notWritten = new Set<unknown>(['conflict', 'lease lost', 'reset', 'late']);

/** In the order in which the script takes them. */
function argumentsOf(commit: Commit): (string | number)[] {
  const { epoch, now, lease, response, changes = [], effects = [], deliveries = [] } = commit;
  const requests = effects.filter(({ cause }) => cause === 'request');
  return [
    String(epoch),
    now ?? '',
    requests[0]?.at ?? '',
    lease?.key ?? '',
    (lease?.token as string | undefined) ?? '',
    response ? JSON.stringify(response) : '',
    keyLifetimeMs,
    journalLength,
    changes.length,
    ...changes.flatMap(({ before, after }) => {
      const dueDate = nextDueDate(after);
      return [
        after.subscriptionId,
        before.version as string,
        JSON.stringify(after),
        dueDate === undefined ? '' : numberOf(dueDate),
      ];
    }),
    effects.length,
    ...effects.map((effect) => JSON.stringify(effect)),
    ...deliveries.map((delivery) => JSON.stringify(delivery)),
  ];
}

function faultsOf(text: string): Fault[] {
  return text === '' ? [] : JSON.parse(text);
}

function dateOf(number: string): string | undefined {
  return number === '' ? undefined : number.replace(/(\d{2})(\d{2})$/, '-$1-$2');
}

/** Sorted sets go by numbers: `2024-01-31` is 20240131. */
function numberOf(date: string): number {
  return Number(date.replaceAll('-', ''));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
