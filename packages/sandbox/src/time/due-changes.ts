import { applyScheduled, inOrderOfEffect, scheduledChanges } from '../rules/due.js';
import type { Change, CommitResult, EffectInput, Store, Versioned } from '../store/store.js';
import type { TellChange } from '../webhooks/events.js';
import type { Subscription } from '../world/world.js';
import { formatInstant } from './clock.js';
import type { TimeZone } from './time-zone.js';

/** So many effects at most are committed together. */
const batchLength = 500;

/**
 * Applies what has fallen due until a date, in the order of its dates ("Order of effects" in
 * spec/openapi.yaml). Whoever asks while that goes on waits for it, and applies nothing again.
 *
 * @param epoch read before the date was: what is due by it is due in that epoch only
 */
export type ApplyDueChanges = (epoch: unknown, today: string) => Promise<void>;

export function createDueChanges(
  store: Store,
  zone: TimeZone,
  tell: TellChange,
  wake: () => void,
): ApplyDueChanges {
  let underWay: Promise<void> | undefined;
  return async (epoch, today) => {
    while ((await store.due(today)).length > 0) {
      if (underWay) {
        await underWay;
        continue;
      }
      underWay = applyAll(store, zone, tell, epoch, today).finally(() => {
        underWay = undefined;
        wake();
      });
      return underWay;
    }
  };
}

/** One step of a subscription, of which an event tells. */
interface Step {
  before: Subscription;
  after: Subscription;
  at: string;
}

async function applyAll(
  store: Store,
  zone: TimeZone,
  tell: TellChange,
  epoch: unknown,
  today: string,
): Promise<void> {
  for (;;) {
    // What is due is there.
    const found = (await store.due(today)) as (Versioned & { value: Subscription })[];
    const due = found
      .flatMap(({ value }) => scheduledChanges(value))
      .filter(({ date }) => date <= today)
      .sort(inOrderOfEffect);
    const latest = new Map<string, Versioned>(
      found.map((each) => [each.value.subscriptionId, each]),
    );
    let result: CommitResult = 'done';
    for (let index = 0; result === 'done' && index < due.length; index += batchLength) {
      const batch = due.slice(index, index + batchLength);
      const { changes, effects, steps } = effectsOf(batch, latest, zone);
      const now = await store.now();
      const deliveries = steps.flatMap(({ before, after, at }) => tell(before, after, at, now));
      result = await store.commit({ epoch, changes, effects, deliveries });
      for (const { after } of changes) latest.set(after.subscriptionId, store.versioned(after));
    }
    // At a conflict another instance was faster; what it has left is looked up again.
    if (result !== 'conflict') return;
  }
}

function effectsOf(
  due: ReturnType<typeof scheduledChanges>,
  latest: Map<string, Versioned>,
  zone: TimeZone,
): { changes: Change[]; effects: EffectInput[]; steps: Step[] } {
  const changes = new Map<string, Change>();
  const effects: EffectInput[] = [];
  const steps: Step[] = [];
  for (const { subscriptionId, kind, date } of due) {
    const before = changes.get(subscriptionId)?.before ?? (latest.get(subscriptionId) as Versioned);
    const current = changes.get(subscriptionId)?.after ?? (before.value as Subscription);
    // An earlier cancellation takes it away.
    if (!scheduledChanges(current).some((each) => each.kind === kind)) continue;
    const instant = zone.startOf(date);
    const at = formatInstant(instant);
    const after = applyScheduled(current, kind, instant);
    changes.set(subscriptionId, { before, after });
    steps.push({ before: current, after, at });
    effects.push({ at, cause: 'due', kind, tenantId: current.tenantId, subscriptionId });
  }
  return { changes: [...changes.values()], effects, steps };
}
