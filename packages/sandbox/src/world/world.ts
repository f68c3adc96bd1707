/**
 * What a sandbox starts with, in the form of a world file: it refers by ids to what is there once.
 *
 * Customers, subscribers, offerings, groups and subscriptions may have whatever else the contract's
 * schema of a subscription describes; it is held against that.
 */
export interface WorldInput {
  /** When the clock starts: an RFC 3339 date-time, at the latest 9999-01-01T00:00:00Z. */
  clock: string;
  /** The operator's time zone, an IANA name. Default: `UTC`. */
  timeZone?: string | undefined;
  /** Who has subscriptions, and with which API keys. */
  tenants: Tenant[];
  /** Who pays for them. */
  customers: Customer[];
  /** Default: none. */
  subscribers?: Subscriber[] | undefined;
  /** Default: none. */
  productOfferingGroups?: ProductOfferingGroup[] | undefined;
  /** What there is to subscribe to, add-ons included. */
  productOfferings: ProductOfferingInput[];
  /** All subscriptions of all tenants. */
  subscriptions: SubscriptionInput[];
}

/** A partner of the operator, and the API keys that act for it. */
export interface Tenant {
  tenantId: string;
  name?: string | undefined;
  /** Each of visible ASCII characters, and of one tenant only. */
  apiKeys: string[];
}

/** A customer, as the contract's `Customer`. */
export interface Customer {
  customerId: string;
  [property: string]: unknown;
}

/** The user of a subscription, as the contract's `Subscriber`. */
export interface Subscriber {
  subscriberId: string;
  [property: string]: unknown;
}

/** A group of offerings, as the contract's `ProductOfferingGroup`. */
export interface ProductOfferingGroup {
  productOfferingGroupId: string;
  [property: string]: unknown;
}

/** An offering, plan or add-on, as the contract's `ProductOffering` without its `group`. */
export interface ProductOfferingInput {
  productOfferingId: string;
  name: string;
  price?: Price | undefined;
  productOfferingGroupId?: string | undefined;
  /** Whether it is for add-ons. Default: `false`. */
  addon?: boolean | undefined;
  [property: string]: unknown;
}

/** The contract's `Price`. */
export interface Price {
  currency?: string | undefined;
  priceType?: string | undefined;
  grossPrice?: number | undefined;
  netPrice?: number | undefined;
  /** Default for renewals: one month. */
  billingCycle?: BillingCycle | undefined;
  [property: string]: unknown;
}

/** The contract's `BillingCycle`, with the periods that the rules of renewal know. */
export interface BillingCycle {
  period: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  /** A whole number from 1 to 10,000. */
  interval: number;
  [property: string]: unknown;
}

export type SubscriptionStatus = 'PENDING' | 'ACTIVATED' | 'BLOCKED' | 'CANCELLED' | 'PAUSED';

/**
 * A subscription, as the contract's `Subscription`, with its tenant and its add-ons. Customer,
 * subscriber and offerings stand here by their ids; the sandbox embeds them.
 */
export interface SubscriptionInput {
  tenantId: string;
  subscriptionId: string;
  /** The tenant's own; `rid_` and it stand for the id in a path. Unique for each tenant. */
  referenceId?: string | undefined;
  status: SubscriptionStatus;
  msisdn: string;
  customerId: string;
  productOfferingId: string;
  subscriberId?: string | undefined;
  activatedAt: string;
  createdAt: string;
  updatedAt: string;
  cancelledAt?: string | undefined;
  /** `scheduledAt` is a date, here and below. */
  pendingMsisdn?: { msisdn: string; scheduledAt: string } | undefined;
  pendingStatus?: { status: SubscriptionStatus; scheduledAt: string } | undefined;
  /** Which of the add-ons changes, and to which offering. */
  pendingProductOffering?:
    | { subscriptionAddonId: string; productOfferingId: string; scheduledAt: string }
    | undefined;
  metadata?: Record<string, unknown> | undefined;
  /** Default: none. */
  addons?: Addon[] | undefined;
  [property: string]: unknown;
}

/** An add-on that is attached to a subscription. */
export interface Addon {
  subscriptionAddonId: string;
  productOfferingId: string;
}

/** A world whose defaults are filled in. */
export interface World extends WorldInput {
  timeZone: string;
  subscribers: Subscriber[];
  productOfferingGroups: ProductOfferingGroup[];
  productOfferings: ProductOffering[];
  subscriptions: Subscription[];
}

/** An offering as the catalogue of a world has it. */
export interface ProductOffering extends ProductOfferingInput {
  addon: boolean;
}

/** A subscription as the sandbox keeps it. */
export interface Subscription extends SubscriptionInput {
  addons: Addon[];
}
