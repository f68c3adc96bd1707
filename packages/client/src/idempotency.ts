import { idempotencyKey } from './generated/contract.js';

const { header, maxLength, pattern, lifetimeSeconds } = idempotencyKey;
const form = new RegExp(pattern);

/** How long a server remembers a result, in milliseconds (contract: Idempotency › Expiry). */
export const keyLifetime = lifetimeSeconds * 1000;

/**
 * Puts an idempotency key on a write, so that it can be repeated safely (contract: Idempotency › Key).
 *
 * @returns the key, or `undefined` for a request that only reads and was given none
 * @throws {TypeError} when the contract would refuse the key
 */
export function setIdempotencyKey(
  headers: Headers,
  method: string,
  given: string | undefined,
  makeKey: () => string,
): string | undefined {
  const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || method === 'TRACE';
  const key = given ?? headers.get(header) ?? (reads ? undefined : makeKey());
  if (key === undefined) return undefined;
  if (key.length > maxLength || !form.test(key)) {
    throw new TypeError(
      `The idempotency key must be 1 to ${maxLength} visible ASCII characters; ${describe(key)}. Use a UUID, for example.`,
    );
  }
  headers.set(header, key);
  return key;
}

function describe(key: string): string {
  if (key === '') return 'it is empty';
  if (key.length > maxLength) return `it has ${key.length}`;
  const index = [...key].findIndex((character) => !form.test(character));
  return `character ${index + 1} is not allowed`;
}
