import type { ApiResponse } from '../requests/http.js';
import type { ClockSetting } from '../time/clock.js';
import type { Delivery } from '../webhooks/delivery.js';
import type { OutboxLog } from '../webhooks/outbox.js';
import type { Subscription } from '../world/world.js';
import type { Effect } from './store.js';

/** A remembered response and what it belongs to. */
export interface SavedKey {
  key: string;
  fingerprint: string;
  response: ApiResponse;
  /** Unix time in milliseconds, by the sandbox's clock. */
  expiresAt: number;
}

/** The clock, and the latest that it has shown: it never goes back. */
export interface SavedClock extends ClockSetting {
  latest: number;
}

/** The state of a store outside of memory. Locks are not in it: they die with their process. */
export interface Saved {
  /** There once something has changed. */
  clock: SavedClock | undefined;
  /** Only those that differ from the initial state. */
  subscriptions: Subscription[];
  /** In any order. */
  keys: SavedKey[];
  /** Oldest first. */
  effects: Effect[];
  /** Oldest first. */
  deliveries: Delivery[];
}

/** Hears of every change of a store in memory. What one call of the store changes belongs together. */
export interface ChangeLog extends OutboxLog {
  clock(clock: SavedClock): void;
  subscription(subscription: Subscription): void;
  key(key: SavedKey): void;
  keyExpired(key: string): void;
  effect(effect: Effect): void;
  effectDropped(sequence: number): void;
  /** Everything that was saved is void. */
  reset(): void;
}
