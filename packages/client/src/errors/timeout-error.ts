import { ConnectFailure } from './connect-error.js';

/**
 * There was no complete response within `timeout`, also not to the last attempt, or within
 * `totalTimeout`. The request may have had its effect; repeat it with the same `idempotencyKey` to
 * know (contract: Idempotency › Replay).
 */
export class TimeoutError extends ConnectFailure {
  /** The name of the class, also where code is minified. */
  override readonly name = 'TimeoutError';
  /** Which error it is, for a `switch`. */
  override readonly kind = 'timeout';
}
