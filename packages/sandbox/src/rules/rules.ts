import type { Detail } from '../detail.js';
import type { TimeZone } from '../time-zone.js';
import type { Catalogue } from '../world/catalogue.js';
import type { Subscription } from '../world/world.js';

/** What the rules of an operation know besides the request and the subscription. */
export interface Circumstances {
  catalogue: Catalogue;
  zone: TimeZone;
  /** Unix time in milliseconds. */
  now: number;
  /** The date of `now` in the operator's time zone. */
  today: string;
}

export interface Outcome {
  /** What is kept. */
  subscription: Subscription;
  /** What is answered, where that differs. */
  shown?: Subscription;
}

/**
 * The business rules of one operation on a subscription. They are pure: what they return is kept and
 * answered, and what they refuse they throw as a `Problem`.
 */
export interface Rules<Request = never> {
  /** What is wrong with the request whatever the subscription: a 400 before it is looked up. */
  check(request: Request, today: string): Detail[];
  apply(subscription: Subscription, request: Request, circumstances: Circumstances): Outcome;
}
