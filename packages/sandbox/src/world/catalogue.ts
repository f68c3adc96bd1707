import type { Subscription, World } from './schema.js';

/** What subscriptions refer to, by id. It never changes while a sandbox runs. */
export interface Catalogue {
  customers: Map<string, World['customers'][number]>;
  subscribers: Map<string, World['subscribers'][number]>;
  productOfferings: Map<string, World['productOfferings'][number]>;
  /** Offerings as the API shows them, their group embedded. */
  shownOfferings: Map<string, object>;
}

export function createCatalogue(world: World): Catalogue {
  const groups = new Map(
    world.productOfferingGroups.map((group) => [group.productOfferingGroupId, group]),
  );
  return {
    customers: new Map(world.customers.map((each) => [each.customerId, each])),
    subscribers: new Map(world.subscribers.map((each) => [each.subscriberId, each])),
    productOfferings: new Map(world.productOfferings.map((each) => [each.productOfferingId, each])),
    shownOfferings: new Map(
      world.productOfferings.map(({ addon: _, ...offering }) => [
        offering.productOfferingId,
        { ...offering, group: groups.get(offering.productOfferingGroupId ?? '') },
      ]),
    ),
  };
}

/**
 * A subscription as the API shows it: what it refers to is embedded, what is the sandbox's own left out.
 *
 * What is `undefined` does not get into JSON; leaving properties out by destructuring takes longer.
 */
export function showSubscription(subscription: Subscription, catalogue: Catalogue): object {
  const { subscriberId, pendingProductOffering: pending } = subscription;
  return {
    ...subscription,
    tenantId: undefined,
    addons: undefined,
    customer: catalogue.customers.get(subscription.customerId),
    productOffering: catalogue.shownOfferings.get(subscription.productOfferingId),
    subscriber: subscriberId && catalogue.subscribers.get(subscriberId),
    pendingProductOffering: pending && {
      scheduledAt: pending.scheduledAt,
      product: catalogue.shownOfferings.get(pending.productOfferingId),
    },
  };
}
