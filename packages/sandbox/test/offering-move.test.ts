import { describe, expect, it } from 'vitest';
import { isCheaper, obstacleOf } from '../src/rules/offering-move.js';
import type { ProductOffering } from '../src/world/world.js';

const monthly = { period: 'MONTHLY', interval: 1 };

/** An offering of one group, by its price. */
function offering(id: string, price: object | undefined, more: object = {}): ProductOffering {
  return {
    ...{ productOfferingId: id, name: id, productOfferingGroupId: 'data' },
    ...(price && {
      price: { currency: 'EUR', priceType: 'RECURRING', billingCycle: monthly, ...price },
    }),
    ...more,
  } as unknown as ProductOffering;
}

describe('a move to an offering', () => {
  it.each([
    [{ netPrice: 1 }, { netPrice: 2 }, true],
    [{ netPrice: 2 }, { netPrice: 2 }, false],
    [{ netPrice: 3 }, { netPrice: 2 }, false],
    // The net price counts, of nothing too, and the gross one only where there is no other.
    [{ netPrice: 0, grossPrice: 9 }, { netPrice: 2 }, true],
    [{ netPrice: 2 }, { netPrice: 0, grossPrice: 9 }, false],
    [{ grossPrice: 1 }, { netPrice: 2, grossPrice: 0 }, true],
    [{ grossPrice: 3 }, { grossPrice: 2 }, false],
    [{ netPrice: 0.1 + 0.2 }, { netPrice: 0.3 }, false],
  ])('of the price %j from %j is cheaper: %s', (to, from, cheaper) => {
    expect(isCheaper(offering('to', to), offering('from', from))).toBe(cheaper);
    expect(obstacleOf(offering('from', from), offering('to', to))).toBeUndefined();
  });

  const from = offering('from', { netPrice: 2 });
  it.each([
    ['it already has this offering', offering('from', { netPrice: 2 })],
    [
      'it belongs to another group',
      offering('to', { netPrice: 2 }, { productOfferingGroupId: 'voice' }),
    ],
    [
      'it belongs to another group',
      offering('to', { netPrice: 2 }, { productOfferingGroupId: undefined }),
    ],
    ['it has no price', offering('to', undefined)],
    ['it has no price', offering('to', {})],
    ['its price has another currency', offering('to', { netPrice: 2, currency: 'SEK' })],
    ['its price has another type', offering('to', { netPrice: 2, priceType: 'ONE_TIME' })],
    [
      'it has another billing cycle',
      offering('to', { netPrice: 2, billingCycle: { ...monthly, interval: 3 } }),
    ],
    [
      'it has another billing cycle',
      offering('to', { netPrice: 2, billingCycle: { ...monthly, period: 'YEARLY' } }),
    ],
    ['it has another billing cycle', offering('to', { netPrice: 2, billingCycle: undefined })],
  ])('is not possible where %s', (obstacle, to) => {
    expect(obstacleOf(from, to)).toBe(obstacle);
  });

  it('is not possible where there is nothing to compare with', () => {
    const told = obstacleOf(offering('from', undefined), offering('to', { netPrice: 2 }));
    expect(told).toBe('the current offering has no price to compare with');
  });

  it('needs a group on both sides', () => {
    const alone = { productOfferingGroupId: undefined };
    const told = obstacleOf(
      offering('from', { netPrice: 2 }, alone),
      offering('to', { netPrice: 2 }, alone),
    );
    expect(told).toBe('it belongs to another group');
  });
});
