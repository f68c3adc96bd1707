import { ConnectError } from './connect-error.js';

/** The caller's signal ended the call. `cause` is the signal's reason. */
export class AbortError extends ConnectError {
  override readonly name = 'AbortError';
  override readonly kind = 'abort';
}
