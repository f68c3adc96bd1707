/**
 * @typedef {object} Cancellation
 * @property {string} method
 * @property {string} path
 * @property {Record<string, string>} headers
 * @property {string} body
 */

const body = JSON.stringify({ schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' });

/**
 * One valid request of `cancelSubscription`.
 *
 * @param {{ subscriptionId: string, apiKey: string, idempotencyKey: string }} from
 * @returns {Cancellation}
 */
export function cancellation({ subscriptionId, apiKey, idempotencyKey }) {
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
