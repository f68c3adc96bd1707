import { createHash } from 'node:crypto';
import { json } from './contract-file.js';

/** The entry of the contract's table of error codes. */
export interface ErrorCode {
  status: number;
  when: string;
  action: string;
}

/** The bundled contract. */
export const contract: Record<string, unknown> & {
  info: { version: string };
  'x-error-codes': Record<string, ErrorCode>;
} = JSON.parse(json);

/** SHA-256 of the bundled contract in hex, the same as in its openapi.json.sha256. */
export const digest = createHash('sha256').update(json).digest('hex');

/** @throws {Error} when the contract has no such code */
export function errorCode(code: string): ErrorCode {
  const entry = errorCodes[code];
  if (!entry) throw new Error(`The contract has no error code ${code}`);
  return entry;
}

/** The contract's table of error codes. */
export const errorCodes: Record<string, ErrorCode> = contract['x-error-codes'];

/** Request bodies hold at most this many bytes ("Size" in spec/openapi.yaml). */
export const maxBodyBytes = 1_048_576;
