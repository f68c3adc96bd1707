import { ConnectFailure } from './connect-error.js';

/**
 * There was no complete response, also not to the last attempt: the connection was refused, reset
 * or cut, or what came with a 2xx was not JSON. `cause` is what `fetch` or `JSON.parse` said. The
 * request may have had its effect; repeat it with the same `idempotencyKey` to know (contract:
 * Errors › Repeating).
 */
export class ConnectionError extends ConnectFailure {
  /** The name of the class, also where code is minified. */
  override readonly name = 'ConnectionError';
  /** Which error it is, for a `switch`. */
  override readonly kind = 'connection';
}
