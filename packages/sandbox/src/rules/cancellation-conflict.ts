import { problem } from '../problems/problem.js';
import type { Subscription } from '../world/world.js';

/** Throws the 409 while a cancellation is pending. */
export function refuseWhileCancelling({ subscriptionId, pendingStatus }: Subscription): void {
  if (pendingStatus?.status !== 'CANCELLED') return;
  throw problem('SUBSCRIPTION_STATE_CONFLICT', {
    message: `Subscription ${subscriptionId} is to be cancelled on ${pendingStatus.scheduledAt}.`,
  });
}
