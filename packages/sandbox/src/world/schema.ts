import * as v from 'valibot';
import { lastInstant } from '../time/clock.js';
import { CalendarDate, Instant, text, VisibleText, wholeNumber } from '../validation/formats.js';
import type { World, WorldInput } from './world.js';

const Price = v.looseObject({
  currency: v.optional(v.string()),
  priceType: v.optional(v.string()),
  grossPrice: v.optional(v.number()),
  netPrice: v.optional(v.number()),
  billingCycle: v.optional(
    v.looseObject({
      period: v.picklist(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
      interval: wholeNumber(1, 10_000),
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

// Valibot's own records leave out `constructor` and `__proto__`, which are keys like any other here.
const Metadata = v.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'Must be an object.',
);

const Subscription = v.looseObject({
  tenantId: text,
  subscriptionId: text,
  referenceId: v.optional(text),
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
  metadata: v.optional(Metadata),
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
  clock: v.pipe(
    Instant,
    v.check(
      (instant) => !(Date.parse(instant) > lastInstant),
      `Must not be later than ${new Date(lastInstant).toISOString()}.`,
    ),
  ),
  timeZone: v.optional(text, 'UTC'),
  tenants: v.array(
    v.strictObject({ tenantId: text, name: v.optional(v.string()), apiKeys: v.array(VisibleText) }),
  ),
  customers: v.array(v.looseObject({ customerId: text })),
  subscribers: v.optional(v.array(v.looseObject({ subscriberId: text })), []),
  productOfferingGroups: v.optional(v.array(v.looseObject({ productOfferingGroupId: text })), []),
  productOfferings: v.array(ProductOffering),
  subscriptions: v.array(Subscription),
}) satisfies v.GenericSchema<WorldInput, World>;
