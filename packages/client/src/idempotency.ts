import { demand } from './check-options.js';
import {
  idempotencyKeyForm as form,
  idempotencyKeyHeader as header,
  idempotencyKeyMaxLength as maxLength,
} from './generated/contract.js';
import { uuid } from './uuid.js';

/** Methods that only read (RFC 9110, section 9.2.1). */
const safe = /^(GET|HEAD|OPTIONS|TRACE)$/;

/**
 * Puts an idempotency key on a write, so that it can be repeated safely (contract: Idempotency ›
 * Key).
 *
 * @returns the key, or `undefined` for a request that only reads and was given none
 * @throws {TypeError} when the contract would refuse the key
 */
export function setIdempotencyKey(
  headers: Headers,
  method: string,
  given: string | undefined,
  settings: { idempotencyKey?: (() => string) | undefined },
): string | undefined {
  let key: unknown = given === undefined ? (headers.get(header) ?? undefined) : given;
  if (key === undefined) {
    if (safe.test(method)) return undefined;
    key = (settings.idempotencyKey ?? uuid)();
  }
  demand(
    typeof key === 'string' && key.length <= maxLength && form.test(key),
    'idempotencyKey',
    `1 to ${maxLength} visible ASCII characters`,
  );
  headers.set(header, key);
  return key;
}
