import * as v from 'valibot';
import { CalendarDate, Instant } from '../formats.js';

const text = v.pipe(v.string(), v.nonEmpty());
const object = v.record(v.string(), v.unknown());

const Price = v.looseObject({
  currency: v.optional(v.string()),
  priceType: v.optional(v.string()),
  grossPrice: v.optional(v.number()),
  netPrice: v.optional(v.number()),
  billingCycle: v.optional(
    v.looseObject({
      period: v.picklist(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
      interval: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
    }),
  ),
});

const ProductOffering = v.looseObject({
  productOfferingId: text,
  name: v.string(),
  price: v.optional(Price),
  productOfferingGroupId: v.optional(text),
  addon: v.optional(v.boolean(), false),
});

const status = v.picklist(['PENDING', 'ACTIVATED', 'BLOCKED', 'CANCELLED', 'PAUSED']);

const Subscription = v.looseObject({
  tenantId: text,
  subscriptionId: text,
  status,
  msisdn: v.string(),
  customerId: text,
  productOfferingId: text,
  subscriberId: v.optional(text),
  activatedAt: Instant,
  createdAt: Instant,
  updatedAt: Instant,
  cancelledAt: v.optional(Instant),
  pendingMsisdn: v.optional(v.strictObject({ msisdn: v.string(), scheduledAt: CalendarDate })),
  pendingStatus: v.optional(v.strictObject({ status, scheduledAt: CalendarDate })),
  pendingProductOffering: v.optional(
    v.strictObject({
      subscriptionAddonId: text,
      productOfferingId: text,
      scheduledAt: CalendarDate,
    }),
  ),
  metadata: v.optional(object),
  addons: v.optional(
    v.array(v.strictObject({ subscriptionAddonId: text, productOfferingId: text })),
    [],
  ),
});

/**
 * The form of a world file.
 *
 * What the contract describes too (a subscription's `sim`, a customer's `name`) stays open here: the
 * contract's own schema of a subscription is what it is validated with, in `load.ts`.
 */
export const WorldSchema = v.strictObject({
  clock: Instant,
  timeZone: v.optional(text, 'UTC'),
  tenants: v.array(
    v.strictObject({ tenantId: text, name: v.optional(v.string()), apiKeys: v.array(text) }),
  ),
  customers: v.array(v.looseObject({ customerId: text })),
  subscribers: v.optional(v.array(v.looseObject({ subscriberId: text })), []),
  productOfferingGroups: v.optional(v.array(v.looseObject({ productOfferingGroupId: text })), []),
  productOfferings: v.array(ProductOffering),
  subscriptions: v.array(Subscription),
});

/** What a sandbox starts with. */
export type World = v.InferOutput<typeof WorldSchema>;

/** A world as it may be written: what has a default can be left out. */
export type WorldInput = v.InferInput<typeof WorldSchema>;

/** A subscription as the sandbox keeps it: by ids, with its tenant and its add-ons. */
export type Subscription = World['subscriptions'][number];

/** An offering, plan or add-on, as the catalogue of a world has it. */
export type ProductOffering = World['productOfferings'][number];
