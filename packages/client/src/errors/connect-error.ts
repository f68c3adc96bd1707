/** What is known of a call. */
export interface CallTrace {
  /**
   * The idempotency key of the call; `undefined` where it only reads, or broke the contract before
   * it had one. Repeat the call with it to learn or complete its effect (contract: Idempotency ›
   * Replay).
   */
  idempotencyKey?: string | undefined;
  /** How many requests were sent, 0 when none was. */
  attempts: number;
}

/** What ended a call; each is the `kind` of one class. */
export type ConnectErrorKind = 'response' | 'connection' | 'timeout' | 'abort' | 'contract';

/**
 * The base of every error of this package. `kind` says which it is, so that a `switch` does without
 * `instanceof`. No error holds the API key.
 */
export abstract class ConnectError extends Error implements CallTrace {
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
