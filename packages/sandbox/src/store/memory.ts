import { readClock } from '../clock.js';
import { type Fault, playFault } from '../faults.js';
import type { ApiResponse } from '../http.js';
import { keyLifetimeMs } from '../idempotency.js';
import { nextDueDate } from '../rules/due.js';
import { Queue } from './queue.js';
import type { ChangeLog, Saved } from './saved.js';
import {
  type Claim,
  type Commit,
  type CommitResult,
  type Effect,
  type Held,
  type InitialState,
  journalLength,
  type Store,
} from './store.js';

export interface MemoryStoreOptions {
  /** The machine's clock, a Unix time in milliseconds. Default: `Date.now`. */
  wallClock?: () => number;
  /** How many idempotency keys are kept at once. Default: 250,000. */
  maxKeys?: number;
  /** How many characters the remembered requests and responses may take together. Default: 2^29. */
  maxRemembered?: number;
  /** What to go on from, instead of the initial state. */
  saved?: Saved;
  /** Hears of every change. */
  log?: ChangeLog;
}

/** Sorts after every date. */
const never = '~';

interface Entry {
  fingerprint: string;
  /** There once the request was processed. */
  record?: { response: ApiResponse; expiresAt: number };
}

/** Keeps everything in memory. Every method answers at once, so nothing ever comes in between. */
export function createMemoryStore(
  initial: InitialState,
  {
    wallClock = Date.now,
    maxKeys = 250_000,
    maxRemembered = 2 ** 29,
    saved,
    log,
  }: MemoryStoreOptions = {},
): Store {
  let clock = initial.clock();
  let latest = clock.instant;
  let subscriptions = new Map<string, Held>();
  let keys = new Map<string, Entry>();
  let expiring = new Queue<{ key: string; entry: Entry }>();
  let remembered = 0;
  let journal = new Queue<Effect>();
  let sequence = 0;
  let faults: Fault[] = [];
  // The earliest date on which anything can be due. It may be too early, never too late.
  let nextDue = '';
  start();
  if (saved) restore(saved);
  log?.clock({ ...clock, latest });

  return {
    now,
    moveClock(to) {
      if (to < now()) return false;
      clock = { ...clock, instant: to, wall: wallClock() };
      log?.clock({ ...clock, latest: to });
      return true;
    },
    claim,
    release({ key, token }) {
      if (keys.get(key) === token) keys.delete(key);
    },
    subscription: (subscriptionId) => subscriptions.get(subscriptionId),
    subscriptions: () => [...subscriptions.values()].map(({ value }) => value),
    due(date) {
      if (date < nextDue) return [];
      const dates = [...subscriptions.values()].map(({ value }) => ({
        value,
        due: nextDueDate(value) ?? never,
      }));
      nextDue = dates.map(({ due }) => due).sort()[0] ?? never;
      return dates.filter(({ due }) => due <= date).map(({ value }) => value);
    },
    commit,
    effects: () => [...journal],
    faults: () => faults,
    setFaults(next) {
      faults = next;
    },
    takeFault(operationId) {
      if (faults.length === 0) return undefined;
      const { fault, left } = playFault(faults, operationId);
      faults = left;
      return fault;
    },
    reset() {
      start();
      log?.reset();
      log?.clock({ ...clock, latest });
    },
  };

  function start(): void {
    clock = initial.clock();
    latest = clock.instant;
    subscriptions = new Map();
    for (const value of initial.subscriptions) {
      subscriptions.set(value.subscriptionId, { value, version: value });
    }
    keys = new Map();
    expiring = new Queue();
    remembered = 0;
    journal = new Queue();
    sequence = 0;
    faults = [];
    nextDue = '';
  }

  function restore(state: Saved): void {
    if (state.clock) ({ latest, ...clock } = state.clock);
    for (const value of state.subscriptions) {
      subscriptions.set(value.subscriptionId, { value, version: value });
    }
    const oldestFirst = [...state.keys].sort((one, other) => one.expiresAt - other.expiresAt);
    for (const { key, fingerprint, ...record } of oldestFirst) {
      const entry = { fingerprint, record };
      keys.set(key, entry);
      remember(key, entry);
    }
    for (const effect of state.effects) journal.push(effect);
    sequence = state.effects.at(-1)?.sequence ?? 0;
  }

  function now(): number {
    // The machine's clock may be put back, the sandbox's never goes back.
    latest = Math.max(latest, readClock(clock, wallClock()));
    return latest;
  }

  function claim(key: string, fingerprint: string): Claim {
    forgetExpired();
    const held = keys.get(key);
    if (!held) {
      if (keys.size >= maxKeys || remembered >= maxRemembered)
        return { kind: 'full', retryAfterSeconds: secondsToExpiry() };
      const entry: Entry = { fingerprint };
      keys.set(key, entry);
      return { kind: 'granted', lease: { key, token: entry } };
    }
    if (held.fingerprint !== fingerprint) return { kind: 'mismatch' };
    return held.record ? { kind: 'replay', response: held.record.response } : { kind: 'locked' };
  }

  function commit({ lease, response, change, effect }: Commit): CommitResult {
    const entry = lease && keys.get(lease.key);
    if (lease && entry !== lease.token) return 'lease lost';
    if (
      change &&
      subscriptions.get(change.before.value.subscriptionId)?.version !== change.before.version
    ) {
      return 'conflict';
    }
    if (change) {
      const { after } = change;
      subscriptions.set(after.subscriptionId, { value: after, version: after });
      const due = nextDueDate(after);
      if (due !== undefined && due < nextDue) nextDue = due;
      log?.subscription(after);
    }
    if (effect) {
      // Faster than spreading what has this many properties.
      enter(Object.assign({ sequence: ++sequence }, effect));
    }
    if (lease && entry && response) {
      entry.record = { response, expiresAt: now() + keyLifetimeMs };
      remember(lease.key, entry);
      log?.key({ key: lease.key, fingerprint: entry.fingerprint, ...entry.record });
    } else if (lease) {
      keys.delete(lease.key);
    }
    log?.clock({ ...clock, latest });
    return 'done';
  }

  function enter(effect: Effect): void {
    journal.push(effect);
    log?.effect(effect);
    const dropped = journal.length > journalLength ? journal.shift() : undefined;
    if (dropped) log?.effectDropped(dropped.sequence);
  }

  function remember(key: string, entry: Entry): void {
    remembered += sizeOf(entry);
    expiring.push({ key, entry });
  }

  // Records expire in the order in which they were made: the clock never goes back.
  function forgetExpired(): void {
    const instant = now();
    for (let first = expiring.first; first; first = expiring.first) {
      if ((first.entry.record?.expiresAt ?? 0) > instant) return;
      expiring.shift();
      keys.delete(first.key);
      log?.keyExpired(first.key);
      remembered -= sizeOf(first.entry);
    }
  }

  function secondsToExpiry(): number {
    const expiresAt = expiring.first?.entry.record?.expiresAt ?? 0;
    return Math.max(1, Math.ceil((expiresAt - now()) / 1000));
  }
}

function sizeOf({ fingerprint, record }: Entry): number {
  return fingerprint.length + (record?.response.body.length ?? 0);
}
