import type { Detail } from '../problems/detail.js';
import type { Awaitable } from '../requests/http.js';
import type { TimeZone } from '../time/time-zone.js';
import type { Catalogue } from '../world/catalogue.js';
import type { Subscription } from '../world/world.js';

/**
 * A request as it fits the contract. The values of parameters have the types that their schemas name:
 * `limit=5` is the number 5, a list is an array whether it came one by one or with commas, and an object
 * (`deepObject`) is an object. What was not sent is not there; defaults are the rules' own.
 */
export interface RulesRequest<
  Body = unknown,
  Path = object,
  Query = object,
  Headers = object,
  Cookies = object,
> {
  path: Path;
  query: Query;
  /** By the names that the contract gives them; those that it does not name are not here. */
  headers: Headers;
  cookies: Cookies;
  body: Body;
}

/** What the rules of an operation know besides the request. */
export interface Circumstances {
  catalogue: Catalogue;
  zone: TimeZone;
  /** Unix time in milliseconds. */
  now: number;
  /** The date of `now` in the operator's time zone. */
  today: string;
  /** Whose API key it is. */
  tenantId: string;
  /** Unique among all requests, for the id of something new. */
  requestId: string;
  /**
   * A subscription of the tenant, by its id, or by `rid_` and its reference.
   *
   * @throws {Problem} the 404 or the 403
   */
  subscription(idOrReference: string): Awaitable<Subscription>;
  /** All of the tenant's. */
  subscriptions(): Promise<Subscription[]>;
  /** JSON of a subscription as the API shows it. */
  show(subscription: Subscription): string;
}

/** What is answered, and what is kept. */
export interface Outcome {
  /** Default: 200, and 204 without a body. */
  status?: number;
  /** Besides `Content-Type` and `X-Request-Id`, for example `Location`. */
  headers?: Record<string, string>;
  /** JSON. */
  body?: string;
  /** The new state of a subscription, or a new one. Without it nothing is written. */
  subscription?: Subscription;
}

/** Rules take what the contract's own checks of their operation have let through. */
export type AnyRules = Rules<never, never, never, never, never>;

/**
 * The business rules of one operation, which its types are named after: `CancelSubscriptionRequest`, or
 * `operations['listBoats']['parameters']['query']` of `@connect-api/types`. They only read: what they return
 * is kept and answered, and what they refuse they throw as a `Problem`. They run again where what they have
 * read changes meanwhile.
 */
export interface Rules<
  Body = never,
  Path = { subscriptionId: string },
  Query = object,
  Headers = object,
  Cookies = object,
> {
  /** What is wrong with the request whatever the state: a 400 before anything is looked up. */
  check?(request: RulesRequest<Body, Path, Query, Headers, Cookies>, today: string): Detail[];
  decide(
    request: RulesRequest<Body, Path, Query, Headers, Cookies>,
    circumstances: Circumstances,
  ): Outcome | Promise<Outcome>;
}
