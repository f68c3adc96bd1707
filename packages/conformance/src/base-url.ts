import { readBaseUrl as read } from '@connect-api/http-edge';
import { UsageError } from './usage-error.js';

/**
 * The address of a server without a slash at its end.
 *
 * @throws {UsageError} where it is none, or holds what would not be sent
 */
export function readBaseUrl(text: string): string {
  return read(text, (message) => new UsageError(message));
}
