import { formatInstant } from './clock.js';
import { applyScheduled, type DueChange, inOrderOfEffect, scheduledChanges } from './rules/due.js';
import type { Store } from './store/store.js';
import type { TimeZone } from './time-zone.js';

/** Applies what has fallen due, in the order of its dates ("Order of effects" in spec/openapi.yaml). */
export async function settle(store: Store, zone: TimeZone, today: string): Promise<void> {
  const subscriptions = await store.due(today);
  if (subscriptions.length === 0) return;
  const due = subscriptions
    .flatMap(scheduledChanges)
    .filter(({ date }) => date <= today)
    .sort(inOrderOfEffect);
  for (const change of due) await applyOne(store, zone, change);
}

async function applyOne(store: Store, zone: TimeZone, { subscriptionId, kind, date }: DueChange) {
  for (;;) {
    const before = await store.subscription(subscriptionId);
    // An earlier cancellation takes it away, and another instance may have applied it.
    const pending = before && scheduledChanges(before.value).find((each) => each.kind === kind);
    if (!before || pending?.date !== date) return;
    const instant = zone.startOf(date);
    const result = await store.commit({
      change: { before, after: applyScheduled(before.value, kind, instant) },
      effect: {
        at: formatInstant(instant),
        cause: 'due',
        kind,
        tenantId: before.value.tenantId,
        subscriptionId,
      },
    });
    if (result === 'done') return;
  }
}
