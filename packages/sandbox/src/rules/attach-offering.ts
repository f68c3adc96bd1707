import type { Subscription } from '../world/world.js';

/** The subscription after one of its add-ons moved to an offering. */
export function attachOffering(
  { pendingProductOffering: _, ...subscription }: Subscription,
  subscriptionAddonId: string,
  productOfferingId: string,
): Subscription {
  return {
    ...subscription,
    addons: subscription.addons.map((addon) =>
      addon.subscriptionAddonId === subscriptionAddonId ? { ...addon, productOfferingId } : addon,
    ),
  };
}
