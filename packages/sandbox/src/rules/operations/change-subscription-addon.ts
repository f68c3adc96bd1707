import type { ChangeSubscriptionAddonRequest } from '@connect-api/types';
import { invalid, problem } from '../../problems/problem.js';
import { formatInstant } from '../../time/clock.js';
import { addDays, lastDate } from '../../time/dates.js';
import type { ProductOffering, Subscription } from '../../world/world.js';
import { attachOffering } from '../attach-offering.js';
import { refuseWhileCancelling } from '../cancellation-conflict.js';
import { mergeMetadata } from '../metadata.js';
import { isCheaper, obstacleOf } from '../offering-move.js';
import { renewalOnOrAfter } from '../renewal.js';
import type { Circumstances, Rules } from '../rules.js';

type Addon = Subscription['addons'][number];

/** "Change a subscription's add-on to another product offering" in spec/paths. */
export const changeSubscriptionAddon: Rules<ChangeSubscriptionAddonRequest> = {
  check({ body: { scheduledAt } }, today) {
    if (scheduledAt === undefined || scheduledAt >= today) return [];
    return [
      {
        message: `scheduledAt is in the past; the earliest date is ${today}.`,
        code: 'FIELD_INVALID',
        property: 'scheduledAt',
        suggestion: today,
      },
    ];
  },

  async decide({ path, body: request }, circumstances) {
    const { now, today, show } = circumstances;
    const subscription = await circumstances.subscription(path.subscriptionId);
    const merged = mergeMetadata(subscription.metadata, request.metadata);
    const candidates = candidatesFor(subscription, request.subscriptionAddonId);
    const target = offeringFor(request.productOfferingId, circumstances);
    const movable = candidates.filter(
      (addon) => !obstacleOf(offeringOf(addon, circumstances), target),
    );
    if (movable.length > 1) throw ambiguous(target);
    refuseUnlessActive(subscription);
    const addon = movable[0];
    if (!addon) throw notAvailable(subscription, candidates, target, circumstances);
    const scheduledAt = effectiveDate(
      subscription,
      addon,
      target,
      request.scheduledAt,
      circumstances,
    );
    refuseWhileAnotherChanges(subscription, addon);

    const { subscriptionAddonId } = addon;
    const { productOfferingId } = target;
    const changed = { ...subscription, ...merged, updatedAt: formatInstant(now) };
    const shown = {
      ...changed,
      pendingProductOffering: { subscriptionAddonId, productOfferingId, scheduledAt },
    };
    const after =
      scheduledAt > today ? shown : attachOffering(changed, subscriptionAddonId, productOfferingId);
    return { subscription: after, body: show(shown) };
  },
};

/** The add-ons that the request may mean. */
function candidatesFor({ subscriptionId, addons }: Subscription, id: string | undefined): Addon[] {
  const candidates = addons.filter((addon) => id === undefined || addon.subscriptionAddonId === id);
  if (candidates.length > 0) return candidates;
  const message =
    addons.length === 0
      ? `Subscription ${subscriptionId} has no add-ons.`
      : `Subscription ${subscriptionId} has no add-on ${id}.`;
  throw problem('ADDON_NOT_FOUND', { message });
}

function offeringFor(productOfferingId: string, { catalogue }: Circumstances): ProductOffering {
  const offering = catalogue.productOfferings.get(productOfferingId);
  if (offering?.addon) return offering;
  throw problem('PRODUCT_OFFERING_NOT_FOUND', {
    message: `There is no add-on product offering ${productOfferingId}.`,
  });
}

function offeringOf(addon: Addon, { catalogue }: Circumstances): ProductOffering {
  // A world is refused where an add-on's offering is missing.
  return catalogue.productOfferings.get(addon.productOfferingId) as ProductOffering;
}

function ambiguous({ productOfferingId }: ProductOffering) {
  return invalid({
    message: `Several add-ons of this subscription can move to ${productOfferingId}; say which one.`,
    code: 'FIELD_REQUIRED',
    property: 'subscriptionAddonId',
  });
}

function refuseUnlessActive(subscription: Subscription): void {
  refuseWhileCancelling(subscription);
  const { subscriptionId, status } = subscription;
  if (status === 'ACTIVATED') return;
  throw problem('SUBSCRIPTION_STATE_CONFLICT', {
    message: `Subscription ${subscriptionId} is ${status}; only an ACTIVATED subscription can change its add-ons.`,
  });
}

function notAvailable(
  { subscriptionId }: Subscription,
  candidates: Addon[],
  target: ProductOffering,
  circumstances: Circumstances,
) {
  const [addon, ...others] = candidates as [Addon, ...Addon[]];
  const message =
    others.length > 0
      ? `No add-on of subscription ${subscriptionId} can move to ${target.productOfferingId}.`
      : `Add-on ${addon.subscriptionAddonId} cannot move to ${target.productOfferingId}: ${obstacleOf(offeringOf(addon, circumstances), target)}.`;
  return problem('PRODUCT_OFFERING_NOT_AVAILABLE', { message });
}

/** The first possible date on or after the preferred one ("Effective date" in spec/paths). */
function effectiveDate(
  { activatedAt }: Subscription,
  addon: Addon,
  target: ProductOffering,
  preferred: string | undefined,
  circumstances: Circumstances,
): string {
  const { today, zone } = circumstances;
  const current = offeringOf(addon, circumstances);
  if (!isCheaper(target, current)) return preferred ?? today;
  const tomorrow = addDays(today, 1);
  const earliest = preferred !== undefined && preferred > tomorrow ? preferred : tomorrow;
  const activation = zone.dateAt(Date.parse(activatedAt));
  const renewal = renewalOnOrAfter(earliest, activation, current.price?.billingCycle);
  // Dates end with the year 9999, and text of another length would not compare.
  if (renewal.length === lastDate.length) return renewal;
  throw invalid({
    message: `scheduledAt is too late; no renewal date follows it before ${lastDate}.`,
    code: 'FIELD_INVALID',
    property: 'scheduledAt',
  });
}

function refuseWhileAnotherChanges(
  { subscriptionId, pendingProductOffering: pending }: Subscription,
  { subscriptionAddonId }: Addon,
): void {
  if (!pending || pending.subscriptionAddonId === subscriptionAddonId) return;
  throw problem('SUBSCRIPTION_STATE_CONFLICT', {
    message: `Another add-on of subscription ${subscriptionId} is to change on ${pending.scheduledAt}.`,
  });
}
