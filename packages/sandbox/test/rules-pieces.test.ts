// Rules that hold for any operation, each on its own.
import { describe, expect, it } from 'vitest';
import { attachOffering } from '../src/rules/attach-offering.js';
import { inOrderOfEffect, nextDueDate } from '../src/rules/due.js';
import { eventTypeOf } from '../src/rules/events.js';
import { mergeMetadata } from '../src/rules/metadata.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { Subscription } from '../src/world/world.js';

function subscription(change: object = {}): Subscription {
  return { ...(defaultWorld.subscriptions[0] as unknown as Subscription), ...change };
}

describe('a move to an offering', () => {
  it('is of the add-on that it names, and ends what was pending', () => {
    const addons = ['one', 'two', 'three'].map((subscriptionAddonId) => ({
      subscriptionAddonId,
      productOfferingId: 'before',
    }));
    const pendingProductOffering = { subscriptionAddonId: 'two' };
    const after = attachOffering(subscription({ addons, pendingProductOffering }), 'two', 'after');
    expect(after.addons.map(({ productOfferingId }) => productOfferingId)).toEqual([
      'before',
      'after',
      'before',
    ]);
    expect(after).not.toHaveProperty('pendingProductOffering');
  });
});

describe('what is due next', () => {
  const at = (scheduledAt: string) => ({ scheduledAt });
  const [first, second, third] = [at('2024-01-01'), at('2024-02-01'), at('2024-03-01')];

  it('is the first of all that is scheduled, whichever it is', () => {
    const names = ['pendingStatus', 'pendingMsisdn', 'pendingProductOffering'] as const;
    const orders = [
      [first, second, third],
      [second, first, third],
      [third, second, first],
      [first, first, second],
    ];
    for (const dates of orders) {
      const change = Object.fromEntries(names.map((name, index) => [name, dates[index]]));
      expect(nextDueDate(subscription(change))).toBe('2024-01-01');
    }
    for (const name of names) {
      expect(nextDueDate(subscription({ [name]: second }))).toBe('2024-02-01');
    }
    expect(nextDueDate(subscription())).toBeUndefined();
  });

  it('comes by date, and on one date by kind', () => {
    const due = (date: string, kind: 'status' | 'msisdn' | 'productOffering' | 'cancellation') => ({
      subscriptionId: 'sub-1',
      date,
      kind,
    });
    const sorted = [
      due('2024-01-01', 'cancellation'),
      due('2024-01-02', 'status'),
      due('2024-01-02', 'msisdn'),
      due('2024-01-02', 'productOffering'),
      due('2024-01-02', 'cancellation'),
      due('2024-01-03', 'status'),
    ];
    expect([...sorted].reverse().sort(inOrderOfEffect)).toEqual(sorted);
  });
});

describe('the event of a change', () => {
  it('tells of an end once, and of everything else as an update', () => {
    const [active, cancelled] = [subscription(), subscription({ status: 'CANCELLED' })];
    expect(eventTypeOf(active, cancelled)).toBe('subscription.cancelled');
    expect(eventTypeOf(undefined, cancelled)).toBe('subscription.cancelled');
    expect(eventTypeOf(cancelled, cancelled)).toBe('subscription.updated');
    expect(eventTypeOf(active, active)).toBe('subscription.updated');
    expect(eventTypeOf(undefined, active)).toBe('subscription.updated');
  });
});

describe('metadata', () => {
  it('stays where a request has none, and is none where there was none', () => {
    expect(mergeMetadata({ a: 1 }, undefined)).toEqual({ metadata: { a: 1 } });
    expect(mergeMetadata(undefined, undefined)).toEqual({});
    expect(mergeMetadata(undefined, { b: 2 })).toEqual({ metadata: { b: 2 } });
    expect(mergeMetadata({ a: 1, b: 1 }, { b: 2 })).toEqual({ metadata: { a: 1, b: 2 } });
  });

  it('takes 64 KiB of UTF-8 once it is merged, and not a byte more', () => {
    const given = (length: number) => ({ x: 'é'.repeat(length) });
    // {"x":""} and a text of two bytes for each letter.
    const most = (64 * 1024 - 8) / 2;
    expect(mergeMetadata(undefined, given(most))).toEqual({ metadata: given(most) });
    for (const [current, more] of [
      [undefined, given(most + 1)],
      [{ y: 1 }, given(most)],
    ] as const) {
      expect(() => mergeMetadata(current, more)).toThrow(
        expect.objectContaining({
          given: expect.objectContaining({
            details: [
              {
                message: "Merged with the subscription's metadata it takes more than 65536 bytes.",
                code: 'FIELD_INVALID',
                property: 'metadata',
              },
            ],
          }),
        }),
      );
    }
  });
});
