import { formatInstant } from './clock.js';
import { applyScheduled, inOrderOfEffect, scheduledChanges } from './rules/due.js';
import type { Change, CommitResult, EffectInput, Held, Store } from './store/store.js';
import type { TimeZone } from './time-zone.js';
import type { Subscription } from './world/world.js';

/** So many effects at most are committed together. */
const batchLength = 500;

/**
 * Applies what has fallen due until a date, in the order of its dates ("Order of effects" in
 * spec/openapi.yaml). Whoever asks while that goes on waits for it, and applies nothing again.
 *
 * @param epoch read before the date was: what is due by it is due in that epoch only
 */
export type ApplyDueChanges = (epoch: unknown, today: string) => Promise<void>;

export function createDueChanges(store: Store, zone: TimeZone): ApplyDueChanges {
  let underWay: Promise<void> | undefined;
  return async (epoch, today) => {
    while ((await store.due(today)).length > 0) {
      if (underWay) {
        await underWay;
        continue;
      }
      underWay = applyAll(store, zone, epoch, today).finally(() => {
        underWay = undefined;
      });
      return underWay;
    }
  };
}

async function applyAll(
  store: Store,
  zone: TimeZone,
  epoch: unknown,
  today: string,
): Promise<void> {
  for (;;) {
    const found = await store.due(today);
    const due = found
      .flatMap(({ value }) => (value ? scheduledChanges(value) : []))
      .filter(({ date }) => date <= today)
      .sort(inOrderOfEffect);
    const latest = new Map(found.map((held) => [held.value?.subscriptionId ?? '', held]));
    let result: CommitResult = 'done';
    for (let index = 0; result === 'done' && index < due.length; index += batchLength) {
      const { changes, effects } = effectsOf(due.slice(index, index + batchLength), latest, zone);
      result = await store.commit({ epoch, changes, effects });
      for (const { after } of changes) latest.set(after.subscriptionId, store.held(after));
    }
    // At a conflict another instance was faster; what it has left is looked up again.
    if (result !== 'conflict') return;
  }
}

function effectsOf(
  due: ReturnType<typeof scheduledChanges>,
  latest: Map<string, Held>,
  zone: TimeZone,
): { changes: Change[]; effects: EffectInput[] } {
  const changes = new Map<string, Change>();
  const effects: EffectInput[] = [];
  for (const { subscriptionId, kind, date } of due) {
    const before = changes.get(subscriptionId)?.before ?? (latest.get(subscriptionId) as Held);
    const current = changes.get(subscriptionId)?.after ?? (before.value as Subscription);
    // An earlier cancellation takes it away.
    if (!scheduledChanges(current).some((each) => each.kind === kind)) continue;
    const instant = zone.startOf(date);
    changes.set(subscriptionId, { before, after: applyScheduled(current, kind, instant) });
    const at = formatInstant(instant);
    effects.push({ at, cause: 'due', kind, tenantId: current.tenantId, subscriptionId });
  }
  return { changes: [...changes.values()], effects };
}
