// Made by packages/sandbox/generator/contract.ts from spec/openapi.yaml, sha256 00acce0a6931ce21179cf864dc4bc99ef9c0c6b0c8437da4e15b53664866ea48. Do not edit.

import type { ErrorTable, Operation, SampleCall } from '../operation.js';

export const digest = '00acce0a6931ce21179cf864dc4bc99ef9c0c6b0c8437da4e15b53664866ea48';

export const contractVersion = "1.0.0";

/** The header that the API key travels in, in lower case. */
export const apiKeyHeader = "x-api-key";

/** The header of the idempotency key, in lower case, and for how long a result is remembered. */
export const idempotencyKey = {
  "header": "x-idempotency-key",
  "lifetimeSeconds": 86400
};

/** A request that comes true on a fresh sandbox of the default world, as its names stand in the contract. */
export const sampleCall: SampleCall | undefined = {
  "method": "PUT",
  "url": "/subscriptions/sub-1001/addons/product-offering-change",
  "apiKeyHeader": "X-Api-Key",
  "idempotencyKeyHeader": "X-Idempotency-Key",
  "body": {
    "productOfferingId": "addon-data-5gb",
    "subscriptionAddonId": "addon-instance-123",
    "reason": "Customer upgrade request",
    "metadata": {
      "ticket": "T-4711"
    }
  }
};

export const operations: Operation[] = [
  {
    "operationId": "changeSubscriptionAddon",
    "method": "PUT",
    "path": "/subscriptions/{subscriptionId}/addons/product-offering-change",
    "requestBody": "required",
    "idempotent": true,
    "security": "required"
  },
  {
    "operationId": "cancelSubscription",
    "method": "POST",
    "path": "/subscriptions/{subscriptionId}/cancel",
    "requestBody": "required",
    "idempotent": true,
    "security": "required"
  }
];

/** How events are delivered: the wait after each failure, the last one again and again, and when they are given up. */
export const webhookDelivery = {
  "retryDelaysSeconds": [
    5,
    30,
    120,
    600,
    3600
  ],
  "giveUpAfterSeconds": 86400
};

export const errors = {
  "VALIDATION_ERROR": {
    "status": 400,
    "message": "The request does not fit the contract.",
    "hint": "Correct the properties named in details and send the request again."
  },
  "UNAUTHORIZED": {
    "status": 401,
    "message": "The API key is missing or unknown.",
    "hint": "Send a valid key in X-Api-Key."
  },
  "FORBIDDEN": {
    "status": 403,
    "message": "The subscription belongs to another tenant than the API key.",
    "hint": "Use an API key of the tenant that owns the subscription."
  },
  "SUBSCRIPTION_NOT_FOUND": {
    "status": 404,
    "message": "There is no subscription with this id.",
    "hint": "Check subscriptionId in the path."
  },
  "ADDON_NOT_FOUND": {
    "status": 404,
    "message": "The subscription has no add-ons, or none with this id.",
    "hint": "Name an add-on that is attached to this subscription."
  },
  "PRODUCT_OFFERING_NOT_FOUND": {
    "status": 404,
    "message": "There is no such product offering, or it is not one for add-ons.",
    "hint": "Check productOfferingId against the offerings in your catalogue."
  },
  "idempotency_key_mismatch": {
    "status": 409,
    "message": "This idempotency key was already used for a different request.",
    "hint": "Make a new idempotency key for this request."
  },
  "idempotency_key_locked": {
    "status": 409,
    "message": "The first request with this idempotency key is still being processed.",
    "hint": "Wait 100 to 500 milliseconds and repeat the identical request."
  },
  "SUBSCRIPTION_STATE_CONFLICT": {
    "status": 409,
    "message": "The subscription's state does not allow it: it is cancelled or its cancellation is pending. An add-on also cannot change while the change of another one is pending, or while the subscription is not `ACTIVATED`.",
    "hint": "Read the subscription's status and its pending changes before you decide what to do."
  },
  "PRODUCT_OFFERING_NOT_AVAILABLE": {
    "status": 409,
    "message": "The add-on cannot move to this offering: it is the one it already has, belongs to another group, has no price, or differs in currency, price type or billing cycle.",
    "hint": "Choose another offering of the add-on's own group."
  },
  "PAYLOAD_TOO_LARGE": {
    "status": 413,
    "message": "The request body is larger than 1048576 bytes.",
    "hint": "Send a smaller body."
  },
  "UNSUPPORTED_MEDIA_TYPE": {
    "status": 415,
    "message": "The media type application/x-www-form-urlencoded is not supported.",
    "hint": "Send plain JSON with Content-Type: application/json."
  },
  "RATE_LIMITED": {
    "status": 429,
    "message": "Too many requests.",
    "hint": "Wait for the seconds given in Retry-After, then repeat the request with the same idempotency key.",
    "wait": true
  },
  "INTERNAL_ERROR": {
    "status": 500,
    "message": "Something failed on the server. The request had no effect.",
    "hint": "Repeat the request with the same idempotency key."
  },
  "SERVICE_UNAVAILABLE": {
    "status": 503,
    "message": "The service is unavailable for the moment. The request had no effect.",
    "hint": "Wait for the seconds given in Retry-After, then repeat the request with the same idempotency key.",
    "wait": true
  },
  "NOT_FOUND": {
    "status": 404,
    "message": "The path is not one of this API.",
    "hint": "Check the URL against the operations of this contract."
  },
  "METHOD_NOT_ALLOWED": {
    "status": 405,
    "message": "The path exists, but not with this method.",
    "hint": "Use a method that the `Allow` header names."
  },
  "NOT_ACCEPTABLE": {
    "status": 406,
    "message": "The `Accept` header allows no JSON.",
    "hint": "Send `Accept: application/json`, or leave the header out."
  }
} satisfies ErrorTable;
