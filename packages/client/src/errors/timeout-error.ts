import { ConnectError } from './connect-error.js';

/**
 * There was no complete response in time. The request may have had its effect; repeat it with the
 * same `idempotencyKey` to know.
 */
export class TimeoutError extends ConnectError {
  override readonly name = 'TimeoutError';
  readonly kind = 'timeout';
}
