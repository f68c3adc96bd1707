import type { WebhookEvent } from '@connect-api/types';
import type { Subscription } from '../world/world.js';

/** Which event tells of a change ("Events" in spec/openapi.yaml). */
export function eventTypeOf(
  before: Subscription | undefined,
  after: Subscription,
): WebhookEvent['type'] {
  const ends = after.status === 'CANCELLED' && before?.status !== 'CANCELLED';
  return ends ? 'subscription.cancelled' : 'subscription.updated';
}
