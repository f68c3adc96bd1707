// The call that every peer makes.
export const apiKey = 'key';
export const subscriptionId = 'sub-1001';
export const path = `/subscriptions/${subscriptionId}/cancel`;
export const template = '/subscriptions/{subscriptionId}/cancel';
export const body = {
  schedule: { type: 'CancelNextDay' },
  reason: 'NO_NEED',
} as const;

export interface Edges {
  baseUrl: string;
  fetch?: typeof globalThis.fetch;
}
