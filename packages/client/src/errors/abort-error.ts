import { ConnectFailure } from './connect-error.js';

/**
 * The caller's signal ended the call; `cause` is its reason. With 0 `attempts` nothing was sent;
 * otherwise the request may have had its effect (contract: Idempotency › Replay).
 */
export class AbortError extends ConnectFailure {
  /** The name of the class, also where code is minified. */
  override readonly name = 'AbortError';
  /** Which error it is, for a `switch`. */
  override readonly kind = 'abort';
}
