import { eventTypeOf } from '../rules/events.js';
import { type Catalogue, showSubscription } from '../world/catalogue.js';
import type { Subscription } from '../world/world.js';
import type { DeliveryInput } from './delivery.js';

/**
 * What a change of a subscription sends: to every receiver the same event.
 *
 * @param at when it happened, RFC 3339
 * @param now a Unix time of the sandbox's clock in milliseconds
 */
export type TellChange = (
  before: Subscription | undefined,
  after: Subscription,
  at: string,
  now: number,
) => DeliveryInput[];

export function createTeller(receivers: readonly string[], catalogue: Catalogue): TellChange {
  return (before, after, at, now) => {
    if (receivers.length === 0) return [];
    const type = eventTypeOf(before, after);
    const eventId = crypto.randomUUID();
    const data = showSubscription(after, catalogue);
    const [one, other, third] = [eventId, type, at].map((text) => JSON.stringify(text));
    const event = `{"eventId":${one},"type":${other},"occurredAt":${third},"data":${data}}`;
    return receivers.map((receiver) => ({
      receiver,
      subscriptionId: after.subscriptionId,
      eventId,
      type,
      occurredAt: at,
      event,
      state: 'pending',
      dueAt: now,
      attempts: [],
    }));
  };
}
