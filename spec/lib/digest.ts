import { createHash } from 'node:crypto';

/**
 * The digest that names one state of the contract: SHA-256 over the bytes of openapi.json, in hex.
 */
export function digestOf(json: string) {
  return createHash('sha256').update(json).digest('hex');
}
