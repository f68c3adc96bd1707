import { ConnectError } from './connect-error.js';

/**
 * There was no complete response: the connection was refused, reset or cut. `cause` is what `fetch`
 * said. The request may have had its effect; repeat it with the same `idempotencyKey` to know.
 */
export class ConnectionError extends ConnectError {
  override readonly name = 'ConnectionError';
  readonly kind = 'connection';
}
