// Made by packages/client/generator/values.ts from spec/openapi.yaml, sha256 00acce0a6931ce21179cf864dc4bc99ef9c0c6b0c8437da4e15b53664866ea48. Do not edit.

/** The values of `ErrorCode`. More may come. */
export const errorCodeValues = [
  'VALIDATION_ERROR',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'SUBSCRIPTION_NOT_FOUND',
  'ADDON_NOT_FOUND',
  'PRODUCT_OFFERING_NOT_FOUND',
  'idempotency_key_mismatch',
  'idempotency_key_locked',
  'SUBSCRIPTION_STATE_CONFLICT',
  'PRODUCT_OFFERING_NOT_AVAILABLE',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'NOT_ACCEPTABLE',
] as const;

/** The values of `ErrorDetailCode`. More may come. */
export const errorDetailCodeValues = [
  'FIELD_REQUIRED',
  'FIELD_INVALID',
  'FIELD_UNKNOWN',
  'INVALID_FORMAT',
  'BODY_MALFORMED',
  'URL_MALFORMED',
] as const;

/** The values of `SubscriptionStatus`. */
export const subscriptionStatusValues = [
  'PENDING',
  'ACTIVATED',
  'BLOCKED',
  'CANCELLED',
  'PAUSED',
] as const;

/** The values of `SubscriptionType`. More may come. */
export const subscriptionTypeValues = [
  'CELL',
  'TRAVEL',
] as const;

/** The values of `PriceType`. More may come. */
export const priceTypeValues = [
  'ONE_TIME',
  'RECURRING',
] as const;

/** The values of `BillingPeriod`. More may come. */
export const billingPeriodValues = [
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'YEARLY',
] as const;

/** The values of `ProductCategory`. More may come. */
export const productCategoryValues = [
  'SUBSCRIPTION_CELL',
  'PRODUCT_CATEGORY_SUBSCRIPTION_CELL',
] as const;

/** The values of `PortingDirection`. More may come. */
export const portingDirectionValues = [
  'INBOUND',
  'OUTBOUND',
] as const;

/** The values of `PortingStatus`. More may come. */
export const portingStatusValues = [
  'PENDING',
  'IN_PROGRESS',
  'SCHEDULED',
  'COMPLETED',
  'FAILED',
] as const;

/** The values of `CancelReason`. */
export const cancelReasonValues = [
  'BETTER_DEAL_PRICE',
  'NOT_HAPPY_MISSING_FUNCTIONS',
  'NOT_HAPPY_COVERAGE_SLA',
  'NOT_HAPPY_COMPLEX_ADMIN',
  'NOT_HAPPY_SUPPORT_ENGAGEMENT',
  'FRAUD',
  'FRAUD_ATTEMPT',
  'TEST_OR_MARKETING',
  'NO_NEED',
  'WRONG_ORDER',
] as const;
