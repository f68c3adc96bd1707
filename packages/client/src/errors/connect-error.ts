import type { AbortError } from './abort-error.js';
import type { ConnectionError } from './connection-error.js';
import type { ContractError } from './contract-error.js';
import type { ResponseError } from './response-error.js';
import type { TimeoutError } from './timeout-error.js';

/** What is known of a call. */
export interface CallTrace {
  /**
   * The idempotency key of the call; `undefined` where it only reads, or broke the contract before
   * it had one. Repeat the call with it, and with the same API key, to learn or complete its effect
   * (contract: Idempotency › Replay).
   */
  idempotencyKey?: string | undefined;
  /**
   * How many requests were sent, 0 when none was.
   */
  attempts: number;
}

/** What ended a call; each is the `kind` of one class. */
export type ConnectErrorKind = 'response' | 'connection' | 'timeout' | 'abort' | 'contract';

/** The base of every error of this package. */
export abstract class ConnectFailure extends Error implements CallTrace {
  /** Written out in each class: a minifier would change the name of the class. */
  abstract override readonly name: string;
  /** Which class it is. */
  abstract readonly kind: ConnectErrorKind;
  declare readonly idempotencyKey?: string | undefined;
  declare readonly attempts: number;

  constructor(message: string, { idempotencyKey, attempts }: CallTrace, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, { idempotencyKey, attempts });
  }
}

/**
 * Every error of this package. `kind` says which it is, so that a `switch` does without further
 * `instanceof`. No error holds the API key.
 */
export type ConnectError =
  | ResponseError
  | ConnectionError
  | TimeoutError
  | AbortError
  | ContractError;

/** `error instanceof ConnectError` tells errors of this package from others, and narrows to its union. */
export const ConnectError = ConnectFailure as unknown as {
  /** By which `instanceof` narrows. */
  readonly prototype: ConnectError;
} & (abstract new (
  ...args: never
) => ConnectError);
