import type { ApiKey } from './authentication.js';
import type { Clock, Fetch } from './edges.js';
import type { Hooks } from './hooks.js';
import type { RetryOptions } from './retry.js';
import type { Validation } from './validation.js';
import type { HeadersLike } from './web.js';

/** What one call may decide for itself. What it leaves out is as the client was set up. */
export interface CallOptions extends Hooks {
  /** The API key, or a function that gives it (contract: Authentication › API key). */
  apiKey?: ApiKey | undefined;
  /**
   * The idempotency key, 1 to 256 visible ASCII characters (contract: Idempotency › Key). Store it,
   * and give it again to repeat the call after a crash: within 24 hours it gets the first result
   * again (contract: Idempotency › Replay, Expiry), provided the API key is the same one. Default: a
   * new one for each write.
   *
   * The call rejects with a `TypeError`, and sends nothing, when the contract would refuse the key.
   */
  idempotencyKey?: string | undefined;
  /**
   * How long one request may take until its response is complete, in milliseconds. A longer one is
   * given up and repeated; the last one ends the call with a `TimeoutError`. Default 30,000.
   */
  timeout?: number | undefined;
  /**
   * How long the call may take in all, with its repetitions, the waits between them and the
   * function that gives the API key, in milliseconds. No request starts later. Default 120,000; at
   * most 24 hours, because then the idempotency key expires (contract: Idempotency › Expiry).
   */
  totalTimeout?: number | undefined;
  /** How the call is repeated (contract: Errors › Repeating); `false` repeats nothing. */
  retry?: RetryOptions | false | undefined;
  /** Ends the call with an `AbortError` when it is aborted, also during a wait. Default: none. */
  signal?: AbortSignal | undefined;
  /**
   * Sends the requests, each attempt with a signal of its own that is aborted when the attempt is
   * given up. What it throws counts as a failed connection. Default: the global `fetch`.
   */
  fetch?: Fetch | undefined;
}

/** How a client is set up. The options of one call override those that `CallOptions` has too. */
export interface ConnectClientOptions extends Omit<CallOptions, 'idempotencyKey' | 'signal'> {
  /**
   * The server, an http or https URL such as `https://apiv2.example.com`,
   * `https://example.com/api/v2` or `http://localhost:4010`.
   */
  baseUrl: string;
  /**
   * The API key of your tenant, or a function that gives it (contract: Authentication › API key).
   */
  apiKey: ApiKey;
  /** Further headers of every request. They cannot replace the API key. Default: none. */
  headers?: HeadersLike;
  /**
   * Makes the idempotency key of each write (contract: Idempotency › Key). Default: a random UUID.
   */
  idempotencyKey?: (() => string) | undefined;
  /**
   * Checks requests and responses against the contract; `validateWith` makes it. What breaks the
   * contract is a `ContractError`. Default: no checks.
   */
  validation?: Validation | undefined;
  /**
   * The time, for timeouts and waits. Default: the machine's.
   */
  clock?: Clock | undefined;
  /**
   * Gives random numbers, from 0 up to but not including 1, for the waits. Default: `Math.random`.
   */
  random?: (() => number) | undefined;
}
