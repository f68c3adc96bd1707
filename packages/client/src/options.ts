import type { ApiKey } from './authentication.js';
import type { Clock } from './edges.js';
import type { Hooks } from './hooks.js';
import type { RetryOptions } from './retry.js';
import type { Validation } from './validation.js';

/** What one call may decide for itself; the client's options are its defaults. */
export interface CallOptions extends Hooks {
  /** The API key, or a function that gives it, in place of the client's. */
  apiKey?: ApiKey;
  /**
   * The idempotency key (contract: Idempotency › Key). Store it, and give it again to repeat the call
   * after a crash. Default: a new one for each write.
   */
  idempotencyKey?: string;
  /** How long one request may take, response included, in milliseconds. Default 30,000. */
  timeout?: number;
  /** How long the call may take with all its repetitions, in milliseconds. Default 120,000. */
  totalTimeout?: number;
  /** How the call is repeated (contract: Errors › Repeating); `false` repeats nothing. */
  retry?: RetryOptions | false;
  /** Ends the call when it is aborted. */
  signal?: AbortSignal;
}

/** How a client is set up. Options of one call override those that `CallOptions` has too. */
export interface ConnectClientOptions extends Omit<CallOptions, 'idempotencyKey' | 'signal'> {
  /** The server, for example `https://apiv2.example.com` or `http://localhost:4010`. */
  baseUrl: string;
  /** The API key of your tenant, or a function that gives it. */
  apiKey: ApiKey;
  /** Headers of every request. Default: none but those of the API. */
  headers?: Record<string, string>;
  /** Makes the idempotency keys. Default: `crypto.randomUUID`. */
  idempotencyKey?: () => string;
  /** Checks requests and responses against the contract; made by `validateWith`. Default: no checks. */
  validation?: Validation;
  /** Sends the requests. Default: the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** The time. Default: the machine's. */
  clock?: Clock;
  /** Gives random numbers of at least 0 and less than 1, for delays. Default: `Math.random`. */
  random?: () => number;
}
