import * as v from 'valibot';
import { wholeNumber } from './formats.js';

const times = v.optional(wholeNumber(1), 1);
const operationId = v.optional(v.string());
const retryAfter = v.optional(wholeNumber(0));

/** The body of `PUT /__sandbox/faults`. */
export const FaultsSchema = v.strictObject({
  faults: v.array(
    v.variant('type', [
      v.strictObject({
        type: v.literal('delay'),
        delayMs: wholeNumber(0, 60_000),
        times,
        operationId,
      }),
      v.strictObject({
        type: v.literal('status'),
        status: wholeNumber(400, 599),
        retryAfter,
        times,
        operationId,
      }),
      v.strictObject({ type: v.literal('rateLimit'), retryAfter, times, operationId }),
      v.strictObject({ type: v.literal('connectionReset'), times, operationId }),
      v.strictObject({ type: v.literal('answerLost'), times, operationId }),
    ]),
  ),
}) satisfies v.GenericSchema<unknown, { faults: Fault[] }>;

/** A failure that is played on the next requests with a valid API key. */
export type Fault = {
  /** On how many requests. Default in `PUT /__sandbox/faults`: 1. */
  times: number;
  /** Of which operation. Default: of any. */
  operationId?: string | undefined;
} & (
  | {
      /** Takes longer, while it holds the lock of its idempotency key. */
      type: 'delay';
      /** Milliseconds, at most 60,000. */
      delayMs: number;
    }
  | {
      /** Is answered so, without an effect. */
      type: 'status';
      /** From 400 to 599. */
      status: number;
      /** Seconds. Default: 1 where the contract wants the header, else none. */
      retryAfter?: number | undefined;
    }
  | {
      /** Is answered with 429. */
      type: 'rateLimit';
      /** Seconds. Default: 1. */
      retryAfter?: number | undefined;
    }
  | {
      /** The connection breaks before the effect. */
      type: 'connectionReset';
    }
  | {
      /** The connection breaks after the effect. */
      type: 'answerLost';
    }
);

/** The first fault that fits an operation, and what is left to be played after it. */
export function playFault(
  faults: Fault[],
  operationId: string,
): { fault: Fault | undefined; left: Fault[] } {
  const fault = faults.find((each) => !each.operationId || each.operationId === operationId);
  const left = faults
    .map((each) => (each === fault ? { ...each, times: each.times - 1 } : each))
    .filter((each) => each.times > 0);
  return { fault, left };
}
