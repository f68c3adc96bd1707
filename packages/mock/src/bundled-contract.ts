import { createHash } from 'node:crypto';
import type { ErrorTable } from '@connect-api/http-edge';
import { readJson } from './contract-file.js';

/** An entry of the contract's table of error codes. */
interface ErrorCode {
  status: number;
  when: string;
  action: string;
  repeat: string;
}

export interface BundledContract {
  contract: Record<string, unknown> & {
    info: { version: string };
    'x-error-codes': Record<string, ErrorCode>;
  };
  /** SHA-256 of the bundled contract in hex, the same as in its openapi.json.sha256. */
  digest: string;
  /** The contract's table of error codes. */
  errors: ErrorTable;
}

/** Reads the bundled contract as it is now. */
export function readContract(): BundledContract {
  const json = readJson();
  const contract: BundledContract['contract'] = JSON.parse(json);
  const digest = createHash('sha256').update(json).digest('hex');
  const errors = Object.fromEntries(
    Object.entries(contract['x-error-codes']).map(([code, { status, when, action, repeat }]) => [
      code,
      { status, message: when, hint: action, wait: repeat === 'retryAfter' },
    ]),
  );
  return { contract, digest, errors };
}

/** The bundled contract as it was when the process started. */
export const bundled: BundledContract = readContract();
export const { contract, digest, errors } = bundled;
