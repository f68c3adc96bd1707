import { apiKeyHeader } from './generated/contract.js';

/** An API key, or a function that gives one, for example out of a vault. It is asked once per call. */
export type ApiKey = string | (() => string | Promise<string>);

/**
 * Sends the API key with a request (contract: Authentication › API key).
 *
 * @throws {TypeError} when there is no key or no header can carry it; the message never shows the key
 */
export async function setApiKey(headers: Headers, apiKey: ApiKey): Promise<void> {
  const key = typeof apiKey === 'function' ? await apiKey() : apiKey;
  // `Headers` would refuse such a key itself, and show it in the message.
  if (typeof key !== 'string' || !/^[\x21-\x7E]+$/.test(key)) {
    throw new TypeError(
      'The API key is empty or has characters that a header cannot carry. Give the key as the provider’s portal shows it.',
    );
  }
  headers.set(apiKeyHeader, key);
}
