import type { ProductOffering } from '../world/world.js';

/** Why an add-on cannot move from one offering to another ("Possible offerings" in spec/paths). */
export function obstacleOf(from: ProductOffering, to: ProductOffering): string | undefined {
  if (from.productOfferingId === to.productOfferingId) return 'it already has this offering';
  if (!to.productOfferingGroupId || from.productOfferingGroupId !== to.productOfferingGroupId) {
    return 'it belongs to another group';
  }
  if (amountOf(to) === undefined) return 'it has no price';
  if (amountOf(from) === undefined) return 'the current offering has no price to compare with';
  if (from.price?.currency !== to.price?.currency) return 'its price has another currency';
  if (from.price?.priceType !== to.price?.priceType) return 'its price has another type';
  if (cycleOf(from) !== cycleOf(to)) return 'it has another billing cycle';
  return undefined;
}

/** Whether a move is a downgrade, which waits for a renewal. */
export function isCheaper(to: ProductOffering, from: ProductOffering): boolean {
  return (amountOf(to) ?? 0) < (amountOf(from) ?? 0);
}

function amountOf({ price }: ProductOffering): number | undefined {
  return price?.netPrice ?? price?.grossPrice;
}

function cycleOf({ price }: ProductOffering): string {
  const { period = '', interval = '' } = price?.billingCycle ?? {};
  return `${period} ${interval}`;
}
