// Made by packages/types/generator/names.js from spec/openapi.yaml, sha256 bc6787b7da248e6d1c6976a0d43f920d68edff7974a48e6acffce08167054c2a. Do not edit.

import type { components, operations } from './openapi.js';

/** Identifies one subscription. */
export type SubscriptionId = components['schemas']['SubscriptionId'];

/** Key-value pairs of your own, in any JSON form, to attach further information. The pairs of a request are merged into the subscription's, key by key, at once; `null` is stored like any other value. Merged, they take at most 64 KB; more is a 400 on `metadata`. */
export type Metadata = components['schemas']['Metadata'];

/** Which offering an attached add-on should move to, and from when. */
export type ChangeSubscriptionAddonRequest = components['schemas']['ChangeSubscriptionAddonRequest'];

/** What went wrong, for programs. A stable value out of the table of error codes; tolerate ones you do not know. */
export type ErrorCode = components['schemas']['ErrorCode'];

/** What is wrong with the field, for programs. Accept codes you do not know. */
export type ErrorDetailCode = components['schemas']['ErrorDetailCode'];

/** One cause of an error. */
export type ErrorDetail = components['schemas']['ErrorDetail'];

/** The body of every error. */
export type ApiError = components['schemas']['ApiError'];

/** Where the subscription stands in its life. */
export type SubscriptionStatus = components['schemas']['SubscriptionStatus'];

/** The kind of telecommunications service. Kinds may be added; accept ones you do not know. */
export type SubscriptionType = components['schemas']['SubscriptionType'];

/** The phone number with its country code, digits only (MSISDN). */
export type Msisdn = components['schemas']['Msisdn'];

/** The customer who pays, in short. Sensitive details are not embedded; they need calls of their own. */
export type Customer = components['schemas']['Customer'];

/** Whether the price is paid once or again and again. Accept types you do not know. */
export type PriceType = components['schemas']['PriceType'];

/** The unit that a billing cycle is counted in. Accept units you do not know. */
export type BillingPeriod = components['schemas']['BillingPeriod'];

/** How often a recurring price is paid. The period `MONTHLY` with the interval 3, for example, means once in three months. */
export type BillingCycle = components['schemas']['BillingCycle'];

/** What an offering costs. */
export type Price = components['schemas']['Price'];

/** What kind of product the group holds. Categories may be added; accept ones you do not know. */
export type ProductCategory = components['schemas']['ProductCategory'];

/** Offerings of one kind. An add-on can move between offerings of its own group. */
export type ProductOfferingGroup = components['schemas']['ProductOfferingGroup'];

/** Something that can be subscribed to, a plan or an add-on, as it is sold. */
export type ProductOffering = components['schemas']['ProductOffering'];

/** The SIM in use. The PUK is never in it; it needs the SIM endpoints and their own authorisation. */
export type Sim = components['schemas']['Sim'];

/** A postal address. */
export type Address = components['schemas']['Address'];

/** The user who has the subscription, who may be another person than the customer. */
export type Subscriber = components['schemas']['Subscriber'];

/** A change of the phone number that is scheduled. */
export type PendingMsisdn = components['schemas']['PendingMsisdn'];

/** A change of the status that is scheduled. A cancellation shows here until its date. */
export type PendingStatus = components['schemas']['PendingStatus'];

/** A change to another product offering that is scheduled. A change of an add-on shows here until it is applied; one that is applied at once shows only in the response to its own request. */
export type PendingProductOffering = components['schemas']['PendingProductOffering'];

/** The direction of the transfer. Accept directions you do not know. */
export type PortingType = components['schemas']['PortingType'];

/** How far the transfer has come. The values are the provider's and may grow. */
export type PortingStatus = components['schemas']['PortingStatus'];

/** A transfer of the number from or to another operator that is scheduled. Its details need the porting endpoint. */
export type Porting = components['schemas']['Porting'];

/** A telecommunications service provisioned for a customer, with its product and price embedded. What a subscription does not have is left out. */
export type Subscription = components['schemas']['Subscription'];

/** Cancels tomorrow, in the operator's time zone. */
export type CancelNextDay = components['schemas']['CancelNextDay'];

/** Cancels on the first day of the next month, in the operator's time zone. */
export type CancelAtBeginningOfNextMonth = components['schemas']['CancelAtBeginningOfNextMonth'];

/** Cancels on a date of your choice. */
export type CancelAtDate = components['schemas']['CancelAtDate'];

/** When the cancellation takes effect. The value of `type` is the name of the chosen schema. */
export type CancelSchedule = components['schemas']['CancelSchedule'];

/** Why the subscription ends, as a standard value for reporting and analysis. */
export type CancelReason = components['schemas']['CancelReason'];

/** When to cancel, and why. A comment may always be given; with the reason `OTHER` it must be. */
export type CancelSubscriptionRequest = components['schemas']['CancelSubscriptionRequest'];

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
export type OperationId = keyof operations;
