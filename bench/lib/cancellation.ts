export interface Cancellation {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

const body = JSON.stringify({ schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' });

/** One valid request of `cancelSubscription`. */
export function cancellation({
  subscriptionId,
  apiKey,
  idempotencyKey,
}: {
  subscriptionId: string;
  apiKey: string;
  idempotencyKey: string;
}): Cancellation {
  return {
    method: 'POST',
    path: `/subscriptions/${subscriptionId}/cancel`,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      'X-Api-Key': apiKey,
      'X-Idempotency-Key': idempotencyKey,
    },
    body,
  };
}
