import { operations } from './bundled-contract.js';

/** How much a run may do. */
export interface Limits {
  /** Requests in all. Default: 3,000 for each operation of the contract, at least 20,000. */
  requests?: number;
  /** Milliseconds in all. Default: a minute for each operation of the contract, at least 20. */
  milliseconds?: number;
  /** Milliseconds for one request. Default: 10 seconds. */
  requestMilliseconds?: number;
  /** Milliseconds for one call of a hook. Default: 30 seconds. */
  hookMilliseconds?: number;
}

/**
 * Twice what a whole run takes, so that none ends early but one that has gone wrong.
 *
 * @param count of the operations
 */
export function limitsOf(count: number) {
  return {
    requests: Math.max(20_000, 3_000 * count),
    milliseconds: Math.max(20, count) * 60_000,
    requestMilliseconds: 10_000,
    hookMilliseconds: 30_000,
  } as const satisfies Required<Limits>;
}

export const defaultLimits = limitsOf(operations.length);
