import type { CancelSubscriptionRequest } from '@connect-api/types';
import { problem } from '../../problems/problem.js';
import { formatInstant } from '../../time/clock.js';
import { addDays, firstOfNextMonth } from '../../time/dates.js';
import type { Subscription } from '../../world/world.js';
import { refuseWhileCancelling } from '../cancellation-conflict.js';
import { mergeMetadata } from '../metadata.js';
import type { Rules } from '../rules.js';

/** "Cancel a subscription" in spec/paths. */
export const cancelSubscription: Rules<CancelSubscriptionRequest> = {
  check({ body: { schedule } }, today) {
    if (schedule.type !== 'CancelAtDate' || schedule.date > today) return [];
    const earliest = addDays(today, 1);
    return [
      {
        message: `schedule.date is too early; the earliest date is ${earliest}.`,
        code: 'FIELD_INVALID',
        property: 'schedule.date',
        suggestion: earliest,
      },
    ];
  },

  async decide({ path, body: { schedule, metadata } }, { now, today, subscription: find, show }) {
    const subscription = await find(path.subscriptionId);
    const merged = mergeMetadata(subscription.metadata, metadata);
    if (subscription.status === 'CANCELLED') {
      throw problem('SUBSCRIPTION_STATE_CONFLICT', {
        message: `Subscription ${subscription.subscriptionId} is CANCELLED.`,
      });
    }
    refuseWhileCancelling(subscription);
    const after: Subscription = {
      ...subscription,
      ...merged,
      pendingStatus: { status: 'CANCELLED', scheduledAt: cancellationDate(schedule, today) },
      updatedAt: formatInstant(now),
    };
    return { subscription: after, body: show(after) };
  },
};

/** The date on which a cancellation that is asked for today takes effect. */
export function cancellationDate(
  schedule: CancelSubscriptionRequest['schedule'],
  today: string,
): string {
  switch (schedule.type) {
    case 'CancelNextDay':
      return addDays(today, 1);
    case 'CancelAtBeginningOfNextMonth':
      return firstOfNextMonth(today);
    case 'CancelAtDate':
      return schedule.date;
  }
}
