// Made by packages/types/generator/names.ts from spec/openapi.yaml, sha256 00acce0a6931ce21179cf864dc4bc99ef9c0c6b0c8437da4e15b53664866ea48. Do not edit.

import type {
  operations,
  webhooks,
} from './openapi.js';

export type {
  SubscriptionId,
  Metadata,
  ChangeSubscriptionAddonRequest,
  ErrorCode,
  ErrorDetailCode,
  ErrorDetail,
  ErrorResponse,
  SubscriptionStatus,
  SubscriptionType,
  Msisdn,
  Customer,
  PriceType,
  BillingPeriod,
  BillingCycle,
  Price,
  ProductCategory,
  ProductOfferingGroup,
  ProductOffering,
  Sim,
  Address,
  Subscriber,
  PendingMsisdn,
  PendingStatus,
  PendingProductOffering,
  PortingDirection,
  PortingStatus,
  Porting,
  Subscription,
  CancelNextDay,
  CancelAtBeginningOfNextMonth,
  CancelAtDate,
  CancelSchedule,
  CancelReason,
  CancelForStandardReason,
  CancelForOtherReason,
  CancelSubscriptionRequest,
  EventId,
  SubscriptionUpdated,
  SubscriptionCancelled,
} from './openapi.js';

/** The path parameters of `changeSubscriptionAddon`. */
export type ChangeSubscriptionAddonPathParameters = operations['changeSubscriptionAddon']['parameters']['path'];

/** The body of a successful response of `changeSubscriptionAddon`. */
export type ChangeSubscriptionAddonResponse = operations['changeSubscriptionAddon']['responses'][200]['content']['application/json'];

/** The body of an error response of `changeSubscriptionAddon`. */
export type ChangeSubscriptionAddonError = 
  | operations['changeSubscriptionAddon']['responses'][400]['content']['application/json']
  | operations['changeSubscriptionAddon']['responses'][401]['content']['application/json']
  | operations['changeSubscriptionAddon']['responses'][403]['content']['application/json']
  | operations['changeSubscriptionAddon']['responses'][404]['content']['application/json']
  | operations['changeSubscriptionAddon']['responses'][409]['content']['application/json']
  | operations['changeSubscriptionAddon']['responses'][413]['content']['application/json']
  | operations['changeSubscriptionAddon']['responses'][415]['content']['application/json']
  | operations['changeSubscriptionAddon']['responses'][429]['content']['application/json']
  | operations['changeSubscriptionAddon']['responses'][500]['content']['application/json']
  | operations['changeSubscriptionAddon']['responses']['default']['content']['application/json'];

/** The path parameters of `cancelSubscription`. */
export type CancelSubscriptionPathParameters = operations['cancelSubscription']['parameters']['path'];

/** The body of a successful response of `cancelSubscription`. */
export type CancelSubscriptionResponse = operations['cancelSubscription']['responses'][200]['content']['application/json'];

/** The body of an error response of `cancelSubscription`. */
export type CancelSubscriptionError = 
  | operations['cancelSubscription']['responses'][400]['content']['application/json']
  | operations['cancelSubscription']['responses'][401]['content']['application/json']
  | operations['cancelSubscription']['responses'][403]['content']['application/json']
  | operations['cancelSubscription']['responses'][404]['content']['application/json']
  | operations['cancelSubscription']['responses'][409]['content']['application/json']
  | operations['cancelSubscription']['responses'][413]['content']['application/json']
  | operations['cancelSubscription']['responses'][415]['content']['application/json']
  | operations['cancelSubscription']['responses'][429]['content']['application/json']
  | operations['cancelSubscription']['responses'][500]['content']['application/json']
  | operations['cancelSubscription']['responses']['default']['content']['application/json'];

/** The name of an operation. */
export type OperationId = 
  | 'changeSubscriptionAddon'
  | 'cancelSubscription';

/** What the API sends: the bodies of its webhooks, by their names. */
export interface WebhookEvents {
  /** A subscription has changed. */
  'subscription.updated': webhooks['subscription.updated']['post']['requestBody']['content']['application/json'];
  /** A subscription is cancelled. */
  'subscription.cancelled': webhooks['subscription.cancelled']['post']['requestBody']['content']['application/json'];
}

/** The name of a webhook. */
export type WebhookName = keyof WebhookEvents;

/** Any event; its name in it tells which. */
export type WebhookEvent = WebhookEvents['subscription.updated' | 'subscription.cancelled'];

/** SHA-256 over the bytes of the bundled contract that these types were made from, in hex. */
export type ContractDigest = '00acce0a6931ce21179cf864dc4bc99ef9c0c6b0c8437da4e15b53664866ea48';
