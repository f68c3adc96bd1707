import { formatInstant } from '../time/clock.js';
import type { Subscription } from '../world/world.js';
import { attachOffering } from './attach-offering.js';

/** Kinds of scheduled changes, in the order in which they are applied on one date. */
const kinds = ['status', 'msisdn', 'productOffering', 'cancellation'] as const;

export interface DueChange {
  subscriptionId: string;
  kind: (typeof kinds)[number];
  date: string;
}

/** What is scheduled for a subscription. */
export function scheduledChanges(subscription: Subscription): DueChange[] {
  const { subscriptionId, pendingStatus, pendingMsisdn, pendingProductOffering } = subscription;
  const status = pendingStatus?.status === 'CANCELLED' ? 'cancellation' : 'status';
  const dates = {
    [status]: pendingStatus?.scheduledAt,
    msisdn: pendingMsisdn?.scheduledAt,
    productOffering: pendingProductOffering?.scheduledAt,
  };
  return kinds.flatMap((kind) => {
    const date = dates[kind];
    return date === undefined ? [] : [{ subscriptionId, kind, date }];
  });
}

/** The date of the first scheduled change; none where nothing is scheduled. */
export function nextDueDate(subscription: Subscription): string | undefined {
  const { pendingStatus, pendingMsisdn, pendingProductOffering } = subscription;
  let first = pendingStatus?.scheduledAt;
  for (const pending of [pendingMsisdn, pendingProductOffering]) {
    if (pending && (first === undefined || pending.scheduledAt < first))
      first = pending.scheduledAt;
  }
  return first;
}

/** "Order of effects" in spec/openapi.yaml. */
export function inOrderOfEffect(one: DueChange, other: DueChange): number {
  if (one.date !== other.date) return one.date < other.date ? -1 : 1;
  return kinds.indexOf(one.kind) - kinds.indexOf(other.kind);
}

/**
 * Applies a scheduled change.
 *
 * @param instant the first instant of its date in the operator's time zone
 */
export function applyScheduled(
  subscription: Subscription,
  kind: DueChange['kind'],
  instant: number,
): Subscription {
  const { pendingStatus, pendingMsisdn, pendingProductOffering, ...rest } = subscription;
  const updatedAt = formatInstant(instant);
  switch (kind) {
    case 'status':
      return {
        ...without(subscription, 'pendingStatus'),
        status: pendingStatus?.status ?? subscription.status,
        // Until then it was the planned activation.
        ...(subscription.status === 'PENDING' &&
          pendingStatus?.status === 'ACTIVATED' && { activatedAt: updatedAt }),
        updatedAt,
      };
    case 'msisdn':
      return {
        ...without(subscription, 'pendingMsisdn'),
        msisdn: pendingMsisdn?.msisdn ?? subscription.msisdn,
        updatedAt,
      };
    case 'productOffering':
      if (!pendingProductOffering) return subscription;
      return {
        ...attachOffering(
          subscription,
          pendingProductOffering.subscriptionAddonId,
          pendingProductOffering.productOfferingId,
        ),
        updatedAt,
      };
    case 'cancellation':
      return {
        ...without(rest, 'porting'),
        status: 'CANCELLED',
        cancelledAt: updatedAt,
        updatedAt,
      };
  }
}

function without(subscription: Subscription, property: string): Subscription {
  const { [property]: _, ...rest } = subscription;
  return rest as Subscription;
}
