import type { ClockSetting } from '../clock.js';
import type { Fault } from '../faults.js';
import type { ApiResponse, Awaitable } from '../http.js';
import type { DueChange } from '../rules/due.js';
import type { Subscription } from '../world/world.js';

/**
 * Everything of a sandbox that changes: subscriptions, idempotency keys, the clock, the journal and the
 * faults that are to be played.
 *
 * A store may be shared by several instances. Whatever one method does is one step for all of them:
 * it happens as a whole or not at all. A method may answer at once or by a promise; a store that
 * cannot be reached throws `StoreUnavailable`, which the client sees as a 503.
 */
export interface Store {
  /** Unix time in milliseconds. The clock is the store's, so that instances that share it agree. */
  now(): Awaitable<number>;

  /** Sets the clock forward. `false` where the instant lies before the clock's, which then stays. */
  moveClock(to: number): Awaitable<boolean>;

  /** Takes the lock of an idempotency key, or says what became of the key. Expired keys are free. */
  claim(key: string, fingerprint: string): Awaitable<Claim>;

  /** Gives a lock back without a record. Nothing happens where it is not held any more. */
  release(lease: Lease): Awaitable<void>;

  subscription(subscriptionId: string): Awaitable<Held | undefined>;

  /** All subscriptions, in the order of the world. */
  subscriptions(): Awaitable<Subscription[]>;

  /** The subscriptions that have something scheduled for this date or an earlier one. */
  due(date: string): Awaitable<Subscription[]>;

  /** The effect, its journal entry, the record of the response and the release of the lock, in one. */
  commit(commit: Commit): Awaitable<CommitResult>;

  /** The journal, oldest first. It keeps the latest {@link journalLength} entries. */
  effects(): Awaitable<Effect[]>;

  /** The faults that are still to be played. */
  faults(): Awaitable<Fault[]>;

  setFaults(faults: Fault[]): Awaitable<void>;

  /** Takes what a request of an operation plays: at most one fault, the first that fits. */
  takeFault(operationId: string): Awaitable<Fault | undefined>;

  /** Back to the start: subscriptions and clock of the world, no keys, no faults, an empty journal. */
  reset(): Awaitable<void>;
}

/** What a store starts with, and goes back to by a reset. */
export interface InitialState {
  subscriptions: Subscription[];
  /** Asked at each start, because a system clock starts where the machine's stands by then. */
  clock(): ClockSetting;
}

/** A subscription as it was read. Two reads with the same version read the same state. */
export interface Held {
  value: Subscription;
  version: unknown;
}

/** The right to execute the request of an idempotency key. It dies with its process or its lease. */
export interface Lease {
  key: string;
  /** Tells this claim from every other one of the same key. */
  token: unknown;
}

export type Claim =
  | { kind: 'granted'; lease: Lease }
  | { kind: 'replay'; response: ApiResponse }
  | { kind: 'mismatch' }
  | { kind: 'locked' }
  /** There are as many keys as a store takes. */
  | { kind: 'full'; retryAfterSeconds: number };

export interface Commit {
  /** Given where the request has an idempotency key: is released. */
  lease?: Lease | undefined;
  /** What the key replays from now on. */
  response?: ApiResponse;
  change?: { before: Held; after: Subscription };
  effect?: EffectInput;
}

/** `conflict`: the subscription has changed since it was read. `lease lost`: somebody else may hold the key. */
export type CommitResult = 'done' | 'conflict' | 'lease lost';

/** One executed effect, of a request or of the calendar. */
export interface Effect {
  /** Counts up from 1 since the last reset. */
  sequence: number;
  /** When it took effect, by the sandbox's clock. */
  at: string;
  /** A request, or a date that came. */
  cause: 'request' | 'due';
  /** Of a request, as the next two. */
  operationId?: string;
  /** `X-Request-Id` of its response (contract: Requests and responses › Request id). */
  requestId?: string;
  /** Where the request had one (contract: Idempotency › Key). */
  idempotencyKey?: string;
  /** What fell due. */
  kind?: DueChange['kind'];
  /** Whose subscription it was (contract: Authentication › Tenant). */
  tenantId: string;
  subscriptionId?: string;
}

export type EffectInput = Omit<Effect, 'sequence'>;

/** How many effects a journal keeps. */
export const journalLength = 10_000;
