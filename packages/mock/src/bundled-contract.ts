import { createHash } from 'node:crypto';
import type { ErrorTable } from '@connect-api/http-edge';
import { json } from './contract-file.js';

/** An entry of the contract's table of error codes. */
interface ErrorCode {
  status: number;
  when: string;
  action: string;
  repeat: string;
}

/** The bundled contract. */
export const contract: Record<string, unknown> & {
  info: { version: string };
  'x-error-codes': Record<string, ErrorCode>;
} = JSON.parse(json);

/** SHA-256 of the bundled contract in hex, the same as in its openapi.json.sha256. */
export const digest = createHash('sha256').update(json).digest('hex');

/** The contract's table of error codes. */
export const errors: ErrorTable = Object.fromEntries(
  Object.entries(contract['x-error-codes']).map(([code, { status, when, action, repeat }]) => [
    code,
    { status, message: when, hint: action, wait: repeat === 'retryAfter' },
  ]),
);
