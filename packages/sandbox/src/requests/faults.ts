import * as v from 'valibot';
import { wholeNumber } from '../validation/formats.js';

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
      v.strictObject({
        type: v.literal('webhookStatus'),
        status: wholeNumber(300, 599),
        times,
      }),
      v.strictObject({ type: v.literal('webhookAnswerLost'), times }),
    ]),
  ),
}) satisfies v.GenericSchema<unknown, { faults: Fault[] }>;

/** A failure that is played on the next requests or deliveries. */
export type Fault = RequestFault | WebhookFault;

/** A failure that is played on the next requests with a valid API key. */
export type RequestFault = {
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

/** A failure that is played on the next deliveries of events. */
export type WebhookFault = {
  /** On how many deliveries. Default in `PUT /__sandbox/faults`: 1. */
  times: number;
} & (
  | {
      /** The next delivery of an event is not sent, and counts as answered so. */
      type: 'webhookStatus';
      /** From 300 to 599. */
      status: number;
    }
  | {
      /** The next delivery of an event is sent, and its answer is lost: the event comes again. */
      type: 'webhookAnswerLost';
    }
);

/** The first fault that fits an operation, or without one a delivery, and what is left to be played after it. */
export function playFault(
  faults: Fault[],
  operationId?: string,
): { fault: Fault | undefined; left: Fault[] } {
  // Nearly every request finds none.
  if (faults.length === 0) return { fault: undefined, left: faults };
  const fault = faults.find((each) => {
    if (isOfDelivery(each)) return operationId === undefined;
    return operationId !== undefined && (!each.operationId || each.operationId === operationId);
  });
  const left = faults
    .map((each) => (each === fault ? { ...each, times: each.times - 1 } : each))
    .filter((each) => each.times > 0);
  return { fault, left };
}

/** Whether a fault is of a delivery, not of a request. */
export function isOfDelivery(fault: Fault): fault is WebhookFault {
  return fault.type === 'webhookStatus' || fault.type === 'webhookAnswerLost';
}
