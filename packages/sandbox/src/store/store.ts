import type { Fault } from '../requests/faults.js';
import type { ApiResponse, Awaitable } from '../requests/http.js';
import type { DueChange } from '../rules/due.js';
import type { ClockSetting } from '../time/clock.js';
import type { ClaimedDelivery, Delivery, DeliveryInput } from '../webhooks/delivery.js';
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
  /** Whether nothing of it leaves this process. Default: it may. */
  isTransient?: boolean;

  /** Throws `StoreUnavailable` where nothing can be read or written now. */
  ready(): Awaitable<void>;

  /** Unix time in milliseconds. The clock is the store's, so that instances that share it agree. */
  now(): Awaitable<number>;

  /**
   * Tells the time between two resets from every other one. A request takes it along from its arrival,
   * so that its effect cannot get into a state that is fresh again by then.
   */
  epoch(): Awaitable<unknown>;

  /**
   * Sets the clock forward. `false` where the instant lies before the second that the clock shows; it
   * then stays, as it does for an instant within that second.
   */
  moveClock(to: number): Awaitable<boolean>;

  /** Takes the lock of an idempotency key, or says what became of the key. Expired keys are free. */
  claim(key: string, fingerprint: string): Awaitable<Claim>;

  /** Gives a lock back without a record. Nothing happens where it is not held any more. */
  release(lease: Lease): Awaitable<void>;

  /** Reads one subscription. */
  subscription(subscriptionId: string): Awaitable<Versioned>;

  /** What a read gives right after this state was committed. */
  versioned(value: Subscription): Versioned;

  /** All subscriptions, in the order of the world; then those that came later, in the order of their ids. */
  subscriptions(): Awaitable<Subscription[]>;

  /** The subscriptions that have something scheduled for this date or an earlier one. */
  due(date: string): Awaitable<Versioned[]>;

  /** The effects, their journal entries, the record of the response and the release of the lock, in one. */
  commit(commit: Commit): Awaitable<CommitResult>;

  /** The journal, oldest first. It keeps the latest {@link journalLength} entries. */
  effects(): Awaitable<Effect[]>;

  /** The faults that are still to be played. */
  faults(): Awaitable<Fault[]>;

  /** Takes the place of all faults. */
  setFaults(faults: Fault[]): Awaitable<void>;

  /**
   * Takes what a request of an operation plays: at most one fault, the first that fits. Without an
   * operation, what a delivery plays.
   */
  takeFault(operationId?: string): Awaitable<Fault | undefined>;

  /** The deliveries that are kept, oldest first. */
  deliveries(): Awaitable<Delivery[]>;

  /**
   * Takes a delivery that is due and the first of its line, and nobody's. It is free again when its
   * process dies, or 30 seconds later.
   */
  claimDelivery(): Awaitable<ClaimedDelivery | undefined>;

  /** Keeps what came of a claimed delivery. `false` where the claim has ended, by a reset for example. */
  recordAttempt(delivery: Delivery, token: unknown): Awaitable<boolean>;

  /** Makes a delivery pending again, behind the others of its line. `false` where it is not there. */
  sendAgain(number: number): Awaitable<boolean>;

  /** When the next delivery that nobody has claimed is due; nothing where none is pending. */
  nextDelivery(): Awaitable<number | undefined>;

  /** Back to the start: subscriptions and clock of the world, no keys, no faults, an empty journal, no deliveries. */
  reset(): Awaitable<void>;
}

/** What a store starts with, and goes back to by a reset. */
export interface InitialState {
  /** As the world has them. */
  subscriptions: Subscription[];
  /** Asked at each start, because a system clock starts where the machine's stands by then. */
  clock(): ClockSetting;
}

/** A subscription as it was read. Two reads with the same version read the same state. */
export interface Versioned {
  /** Missing where there is no such subscription. */
  value: Subscription | undefined;
  version: unknown;
}

/** The right to execute the request of an idempotency key. It dies with its process or its lease. */
export interface Lease {
  key: string;
  /** Tells this claim from every other one of the same key. */
  token: unknown;
}

/** The clock, and a date before which nothing is due; missing where nothing is scheduled. */
export interface Reading {
  now: number;
  nextDue: string | undefined;
}

export type Claim =
  | {
      kind: 'granted';
      lease: Lease;
      /** What stood in the same place, where another look there takes time. */
      reading?: Reading;
    }
  | { kind: 'replay'; response: ApiResponse }
  | { kind: 'mismatch' }
  | { kind: 'locked' }
  /**
   * There are as many keys as a store takes. The oldest expires after so many seconds of the sandbox's
   * clock, which may stand still.
   */
  | { kind: 'full'; expiresInSeconds: number; clockStands: boolean };

export interface Commit {
  /** The epoch that it belongs to. */
  epoch: unknown;
  /** The instant that the decision of a request rests on. Missing for what falls due. */
  now?: number;
  /** Given where the request has an idempotency key: is released. */
  lease?: Lease | undefined;
  /** What the key replays from now on. */
  response?: ApiResponse;
  /** At most one of each subscription. */
  changes?: Change[];
  /** In the order of the journal. */
  effects?: EffectInput[];
  /** In the order of the effects. */
  deliveries?: DeliveryInput[];
}

/** A new state of a subscription, or a new subscription. */
export interface Change {
  before: Versioned;
  after: Subscription;
}

/**
 * - `conflict`: a subscription has changed since it was read, or the clock was set; decide anew.
 * - `lease lost`: somebody else may hold the key.
 * - `reset`: the epoch has ended.
 */
export type CommitResult = 'done' | 'conflict' | 'lease lost' | 'reset';

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
  /** The subscription that changed, where one did. */
  subscriptionId?: string;
}

export type EffectInput = Omit<Effect, 'sequence'>;

/** How many effects a journal keeps. */
export const journalLength = 10_000;

/** The order of subscriptions that the world does not have. */
export function byId(one: Subscription, other: Subscription): number {
  return one.subscriptionId < other.subscriptionId ? -1 : 1;
}
