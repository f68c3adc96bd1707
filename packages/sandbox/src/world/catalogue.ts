import type { Subscription, World } from './world.js';

/** What subscriptions refer to, by id. It never changes while a sandbox runs. */
export interface Catalogue {
  productOfferings: Map<string, World['productOfferings'][number]>;
  /** As the API shows them, as JSON. */
  shownCustomers: Map<string, string>;
  shownSubscribers: Map<string, string>;
  /** With their group embedded. */
  shownOfferings: Map<string, string>;
}

export function createCatalogue(world: World): Catalogue {
  const groups = new Map(
    world.productOfferingGroups.map((group) => [group.productOfferingGroupId, group]),
  );
  return {
    shownCustomers: new Map(world.customers.map((each) => [each.customerId, JSON.stringify(each)])),
    shownSubscribers: new Map(
      world.subscribers.map((each) => [each.subscriberId, JSON.stringify(each)]),
    ),
    productOfferings: new Map(world.productOfferings.map((each) => [each.productOfferingId, each])),
    shownOfferings: new Map(
      world.productOfferings.map(({ addon: _, ...offering }) => [
        offering.productOfferingId,
        JSON.stringify({
          ...offering,
          group: groups.get(offering.productOfferingGroupId ?? ''),
        }),
      ]),
    ),
  };
}

/**
 * A subscription as the API shows it, as JSON: what it refers to is embedded, what is the sandbox's own
 * left out. Most of the text is the catalogue's, which never changes, so it is put together from text.
 */
export function showSubscription(subscription: Subscription, catalogue: Catalogue): string {
  const { subscriberId, pendingProductOffering: pending } = subscription;
  const own = JSON.stringify({
    ...subscription,
    // What is undefined does not get into JSON.
    tenantId: undefined,
    addons: undefined,
    pendingProductOffering: undefined,
  });
  let text = `${own.slice(0, -1)},"customer":${catalogue.shownCustomers.get(subscription.customerId)}`;
  text += `,"productOffering":${catalogue.shownOfferings.get(subscription.productOfferingId)}`;
  if (subscriberId) text += `,"subscriber":${catalogue.shownSubscribers.get(subscriberId)}`;
  if (pending) text += `,"pendingProductOffering":${showPending(pending, catalogue)}`;
  return `${text}}`;
}

type Pending = NonNullable<Subscription['pendingProductOffering']>;

function showPending({ scheduledAt, productOfferingId }: Pending, catalogue: Catalogue): string {
  const product = catalogue.shownOfferings.get(productOfferingId);
  return `{"scheduledAt":${JSON.stringify(scheduledAt)},"product":${product}}`;
}
