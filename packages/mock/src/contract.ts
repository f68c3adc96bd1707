import { createHash } from 'node:crypto';
import document from '@connect-api/spec/openapi.json' with { type: 'json' };

/** The bundled contract. */
export const contract: Record<string, unknown> & typeof document = document;

/** SHA-256 of the bundled contract in hex, the same as in its openapi.json.sha256. */
export const digest = createHash('sha256')
  .update(`${JSON.stringify(document, null, 2)}\n`)
  .digest('hex');

/** The entry of the contract's table of error codes. */
export interface ErrorCode {
  status: number;
  when: string;
  action: string;
}

/** @throws {Error} when the contract has no such code */
export function errorCode(code: string): ErrorCode {
  const entry = errorCodes[code];
  if (!entry) throw new Error(`The contract has no error code ${code}`);
  return entry;
}

/** The contract's table of error codes. */
export const errorCodes: Record<string, ErrorCode> = document['x-error-codes'];

/** Request bodies hold at most this many bytes ("Size" in spec/openapi.yaml). */
export const maxBodyBytes = 1_048_576;
