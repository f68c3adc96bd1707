import { ConnectError } from './connect-error.js';

/**
 * There was no complete response: the connection was refused, reset or cut, or what came with a
 * status of success was not JSON. `cause` is what `fetch` or `JSON.parse` said. The request may have
 * had its effect; repeat it with the same `idempotencyKey` to know (contract: Errors › Repeating).
 */
export class ConnectionError extends ConnectError {
  override readonly name = 'ConnectionError';
  override readonly kind = 'connection';
}
