import { type Fault, playFault } from '../requests/faults.js';
import type { ApiResponse } from '../requests/http.js';
import { keyLifetimeMs } from '../requests/idempotency.js';
import { nextDueDate } from '../rules/due.js';
import { readClock, wholeSecond } from '../time/clock.js';
import { Outbox } from '../webhooks/outbox.js';
import type { Subscription } from '../world/world.js';
import { Queue } from './queue.js';
import type { ChangeLog, Saved } from './saved.js';
import {
  byId,
  type Change,
  type Claim,
  type Commit,
  type CommitResult,
  type Effect,
  type EffectInput,
  type InitialState,
  journalLength,
  type Store,
  type Versioned,
} from './store.js';

export interface MemoryStoreOptions {
  /** The machine's clock, a Unix time in milliseconds. Default: `Date.now`. */
  wallClock?: (() => number) | undefined;
  /** How many idempotency keys are kept at once. Default: 250,000. */
  maxKeys?: number | undefined;
  /** About how many bytes the remembered responses may take together. Default: 2^29, or a third of the heap. */
  maxRemembered?: number;
  /** What to go on from, instead of the initial state. */
  saved?: Saved | undefined;
  /** Hears of every change. */
  log?: ChangeLog;
}

/** Sorts after every date. */
const never = '~';

/** An idempotency key. One object for each, because there are many: each more slows all requests. */
interface Entry {
  key: string;
  fingerprint: string;
  /** There once the request was processed. */
  response: ApiResponse | undefined;
  expiresAt: number;
}

// A page does not know its limit.
const { heap_size_limit: heapLimit = Number.POSITIVE_INFINITY } =
  globalThis.process?.getBuiltinModule?.('node:v8').getHeapStatistics() ?? {};

/** About what a remembered response takes besides its texts: objects, headers, places in tables. */
const entrySize = 600;

/** Keeps everything in memory. Every method answers at once, so nothing ever comes in between. */
export function createMemoryStore(
  initial: InitialState,
  {
    wallClock = Date.now,
    maxKeys = 250_000,
    maxRemembered = Math.min(2 ** 29, heapLimit / 3),
    saved,
    log,
  }: MemoryStoreOptions = {},
): Store {
  let clock = initial.clock();
  let latest = clock.instant;
  let subscriptions = new Map<string, Subscription>();
  let keys = new Map<string, Entry>();
  let expiring = new Queue<Entry>();
  let remembered = 0;
  let journal = new Queue<Effect>();
  let sequence = 0;
  // When the latest effect of a request was entered. The journal is in this order.
  let enteredAt = '';
  let epoch = 0;
  let faults: Fault[] = [];
  let outbox = new Outbox(log);
  // The earliest date on which anything can be due. It may be too early, never too late.
  let nextDue = never;
  start();
  if (saved) restore(saved);
  log?.clock({ ...clock, latest });

  return {
    isTransient: !log,
    ready() {},
    now,
    epoch: () => epoch,
    moveClock(to) {
      const instant = now();
      if (to < wholeSecond(instant)) return false;
      clock = { ...clock, instant: Math.max(to, instant), wall: wallClock() };
      log?.clock({ ...clock, latest: now() });
      return true;
    },
    claim,
    release({ key, token }) {
      if (keys.get(key) === token) keys.delete(key);
    },
    subscription: (subscriptionId) => versioned(subscriptions.get(subscriptionId)),
    versioned,
    subscriptions() {
      const all = [...subscriptions.values()];
      const created = all.splice(initial.subscriptions.length);
      return [...all, ...created.sort(byId)];
    },
    due,
    commit,
    effects: () => [...journal],
    faults: () => faults,
    setFaults(next) {
      faults = next;
    },
    takeFault(operationId) {
      const { fault, left } = playFault(faults, operationId);
      faults = left;
      return fault;
    },
    deliveries: () => outbox.list,
    claimDelivery: () => outbox.claim(now()),
    recordAttempt: (delivery, token) => outbox.recordAttempt(delivery, token),
    sendAgain: (number) => outbox.sendAgain(number, now()),
    nextDelivery: () => outbox.next,
    reset() {
      start();
      log?.reset();
      log?.clock({ ...clock, latest });
    },
  };

  function start(): void {
    clock = initial.clock();
    latest = clock.instant;
    epoch++;
    subscriptions = new Map();
    for (const each of initial.subscriptions) subscriptions.set(each.subscriptionId, each);
    keys = new Map();
    expiring = new Queue();
    remembered = 0;
    journal = new Queue();
    sequence = 0;
    enteredAt = '';
    faults = [];
    outbox = new Outbox(log);
    nextDue = firstDue();
  }

  function restore(state: Saved): void {
    if (state.clock) ({ latest, ...clock } = state.clock);
    for (const each of state.subscriptions) subscriptions.set(each.subscriptionId, each);
    const oldestFirst = [...state.keys].sort((one, other) => one.expiresAt - other.expiresAt);
    for (const entry of oldestFirst) {
      keys.set(entry.key, entry);
      remember(entry);
    }
    for (const effect of state.effects) {
      journal.push(effect);
      if (effect.cause === 'request') enteredAt = effect.at;
    }
    sequence = state.effects.at(-1)?.sequence ?? 0;
    outbox = new Outbox(log, state.deliveries);
    nextDue = firstDue();
  }

  function now(): number {
    // The machine's clock may be put back, the sandbox's never goes back.
    latest = Math.max(latest, readClock(clock, wallClock()));
    return latest;
  }

  function due(date: string): Versioned[] {
    if (date < nextDue) return [];
    nextDue = firstDue();
    return [...subscriptions.values()].filter((each) => dueDateOf(each) <= date).map(versioned);
  }

  function firstDue(): string {
    let first = never;
    for (const each of subscriptions.values()) {
      const date = dueDateOf(each);
      if (date < first) first = date;
    }
    return first;
  }

  function claim(key: string, fingerprint: string): Claim {
    forgetExpired();
    const known = keys.get(key);
    if (!known) {
      if (keys.size >= maxKeys || remembered >= maxRemembered) return { kind: 'full', ...oldest() };
      const entry: Entry = { key, fingerprint, response: undefined, expiresAt: 0 };
      keys.set(key, entry);
      const reading = { now: now(), nextDue };
      return { kind: 'granted', lease: { key, token: entry }, reading };
    }
    if (known.fingerprint !== fingerprint) return { kind: 'mismatch' };
    return known.response ? { kind: 'replay', response: known.response } : { kind: 'locked' };
  }

  function commit(given: Commit): CommitResult {
    const { lease, response, changes = [], effects = [], deliveries = [] } = given;
    if (given.epoch !== epoch) return 'reset';
    const entry = lease && keys.get(lease.key);
    if (lease && entry !== lease.token) return 'lease lost';
    if (given.now !== undefined && isOutdated(given.now, effects)) return 'conflict';
    if (changes.some(isStale)) return 'conflict';
    for (const { after } of changes) {
      subscriptions.set(after.subscriptionId, after);
      const due = dueDateOf(after);
      if (due < nextDue) nextDue = due;
      log?.subscription(after);
    }
    for (const effect of effects) {
      // Faster than spreading what has this many properties.
      enter(Object.assign({ sequence: ++sequence }, effect));
    }
    for (const delivery of deliveries) outbox.add(delivery);
    if (entry && response) {
      entry.response = response;
      entry.expiresAt = now() + keyLifetimeMs;
      remember(entry);
      log?.key({ ...entry, response });
    } else if (lease) {
      keys.delete(lease.key);
    }
    log?.clock({ ...clock, latest });
    return 'done';
  }

  /** The clock was set since, or a later effect is in the journal already. */
  function isOutdated(decidedAt: number, effects: EffectInput[]): boolean {
    return decidedAt < clock.instant || effects.some(({ at }) => at < enteredAt);
  }

  function isStale({ before, after }: Change): boolean {
    return subscriptions.get(after.subscriptionId) !== before.version;
  }

  function enter(effect: Effect): void {
    journal.push(effect);
    if (effect.cause === 'request') enteredAt = effect.at;
    log?.effect(effect);
    const dropped = journal.length > journalLength ? journal.shift() : undefined;
    if (dropped) log?.effectDropped(dropped.sequence);
  }

  function remember(entry: Entry): void {
    remembered += sizeOf(entry);
    expiring.push(entry);
  }

  // Records expire in the order in which they were made: the clock never goes back.
  function forgetExpired(): void {
    const instant = now();
    for (let first = expiring.first; first; first = expiring.first) {
      if (first.expiresAt > instant) return;
      expiring.shift();
      keys.delete(first.key);
      log?.keyExpired(first.key);
      remembered -= sizeOf(first);
    }
  }

  function oldest() {
    const expiresAt = expiring.first?.expiresAt ?? 0;
    const expiresInSeconds = Math.max(1, Math.ceil((expiresAt - now()) / 1000));
    return { expiresInSeconds, clockStands: clock.mode === 'frozen' };
  }
}

/** States are never changed in place, so the object itself tells one from another. */
function versioned(value: Subscription | undefined): Versioned {
  return { value, version: value };
}

function dueDateOf(subscription: Subscription): string {
  return nextDueDate(subscription) ?? never;
}

function sizeOf({ key, fingerprint, response }: Entry): number {
  return entrySize + key.length + fingerprint.length + (response?.body.length ?? 0);
}
