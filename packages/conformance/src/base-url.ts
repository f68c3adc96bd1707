import { UsageError } from './usage-error.js';

/**
 * The address of a server without a slash at its end.
 *
 * @throws {UsageError} where it is none, or holds what would not be sent
 */
export function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(
      `${text} is not an http or https URL. Give one such as http://localhost:4011.`,
    );
  if (url.username || url.password)
    throw new UsageError(`Leave user name and password out of the address of ${url.host}.`);
  if (url.search || url.hash)
    throw new UsageError(`Leave the query and the fragment out of ${url.origin}${url.pathname}.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
