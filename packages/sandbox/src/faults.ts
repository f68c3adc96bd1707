import * as v from 'valibot';

const times = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1);
const operationId = v.optional(v.string());
const retryAfter = v.pipe(v.number(), v.integer(), v.minValue(0));

const Fault = v.variant('type', [
  v.strictObject({
    type: v.literal('delay'),
    delayMs: v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)),
    times,
    operationId,
  }),
  v.strictObject({
    type: v.literal('status'),
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    retryAfter: v.optional(retryAfter),
    times,
    operationId,
  }),
  v.strictObject({
    type: v.literal('rateLimit'),
    retryAfter: v.optional(retryAfter, 1),
    times,
    operationId,
  }),
  v.strictObject({ type: v.literal('connectionReset'), times, operationId }),
  v.strictObject({ type: v.literal('answerLost'), times, operationId }),
]);

/** The body of `PUT /__sandbox/faults`. */
export const FaultsSchema = v.strictObject({ faults: v.array(Fault) });

/**
 * A failure that is played on the next requests with a valid API key.
 *
 * - `delay`: takes `delayMs` longer, while it holds the lock of its idempotency key
 * - `status`, `rateLimit`: is answered so, without an effect
 * - `connectionReset`: the connection breaks before there is an effect
 * - `answerLost`: the connection breaks after the effect
 *
 * `times` says on how many requests (default 1), `operationId` of which operation (default: any).
 */
export type Fault = v.InferOutput<typeof Fault>;

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
