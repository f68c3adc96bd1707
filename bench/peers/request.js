// The call that every peer makes.
export const apiKey = 'key';
export const subscriptionId = 'sub-1001';
export const path = `/subscriptions/${subscriptionId}/cancel`;
export const template = '/subscriptions/{subscriptionId}/cancel';
export const body = /** @type {const} */ ({
  schedule: { type: 'CancelNextDay' },
  reason: 'NO_NEED',
});

/**
 * @typedef {object} Edges
 * @property {string} baseUrl
 * @property {(request: Request) => Promise<Response>} [fetch] in place of the global one
 */
