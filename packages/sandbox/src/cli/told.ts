import { StoreUnavailable } from '../store/unavailable.js';

/** A failure as a log tells it. What is expected to fail needs no stack. */
export function told(error: unknown): [message: string, detail?: string | undefined] {
  if (error instanceof StoreUnavailable) return [error.message];
  return error instanceof Error ? [String(error), error.stack] : [String(error)];
}
