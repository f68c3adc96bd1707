import { demand, isFunction } from './check-options.js';
import { apiKeyHeader } from './generated/contract.js';
import { type Call, within } from './within.js';

/**
 * An API key, visible ASCII characters, or a function that gives one, for example out of a vault
 * (contract: Authentication › API key). The function is asked once per call, for all its attempts;
 * the call rejects with what it throws.
 */
export type ApiKey = string | (() => string | Promise<string>);

/**
 * Sends the API key with a request (contract: Authentication › API key).
 *
 * @throws {TypeError} when no header can carry the key
 * @throws {TimeoutError | AbortError} when a function does not give it in time
 */
export function setApiKey(
  headers: Headers,
  apiKey: ApiKey,
  call: Call,
): Promise<unknown> | undefined {
  const set = (key: string) => {
    checkApiKey(key);
    headers.set(apiKeyHeader, key);
  };
  if (!isFunction(apiKey)) return set(apiKey) as undefined;
  return within(call, Infinity, async () => apiKey()).then(set);
}

/** @throws {TypeError} whose message does not show the key, as that of `Headers` would */
export function checkApiKey(key: unknown): void {
  demand(
    typeof key === 'string' && /^[\x21-\x7E]+$/.test(key),
    'apiKey',
    'visible ASCII characters',
  );
}
