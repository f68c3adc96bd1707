// Made by packages/client/generator/index.ts from spec/openapi.yaml, sha256 00acce0a6931ce21179cf864dc4bc99ef9c0c6b0c8437da4e15b53664866ea48. Do not edit.

/** SHA-256 over the bytes of the bundled contract that this client was made from, in hex. */
export const contractDigest: string = '00acce0a6931ce21179cf864dc4bc99ef9c0c6b0c8437da4e15b53664866ea48';

/** Where each operation of the contract is found; `type` has the media type of its body, `joined` the lists of its query that are one value with commas, `empty` the statuses of a success without a body, where it has such. */
export const operations = {
  changeSubscriptionAddon: { method: 'PUT', path: '/subscriptions/{subscriptionId}/addons/product-offering-change' },
  cancelSubscription: { method: 'POST', path: '/subscriptions/{subscriptionId}/cancel' },
} as const;

/** Whether a request is repeated, or after how many milliseconds, for the error codes that do not follow their status (contract: x-error-codes). */
export const repeatable = {
  __proto__: null,
  idempotency_key_locked: { min: 100, max: 500 },
} as const;

/** The header that the API key travels in. */
export const apiKeyHeader = 'X-Api-Key' as const;

/** The header that the idempotency key travels in. */
export const idempotencyKeyHeader = 'X-Idempotency-Key' as const;

/** How many characters it has at most. */
export const idempotencyKeyMaxLength = 256 as const;

/** What it looks like. */
export const idempotencyKeyForm: RegExp = /^[\x21-\x7E]+$/;

/** How many milliseconds the result of its request is remembered. */
export const idempotencyKeyLifetime = 86400000 as const;
