import { describe, expectTypeOf, test } from 'vitest';
import type {
  CancelReason,
  CancelSchedule,
  CancelSubscriptionRequest,
  CancelSubscriptionResponse,
  ChangeSubscriptionAddonRequest,
  ErrorCode,
  ErrorResponse,
  OperationId,
  Subscription,
  SubscriptionCancelled,
  SubscriptionUpdated,
  WebhookEvent,
  WebhookName,
} from '../src/index.js';

const accept = <T>(_value: T) => {};

describe('a cancellation', () => {
  test('needs a schedule', () => {
    accept<CancelSubscriptionRequest>({ schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' });
    // @ts-expect-error: schedule is required
    accept<CancelSubscriptionRequest>({ reason: 'NO_NEED' });
  });

  test('needs a reason out of the closed list', () => {
    const schedule = { type: 'CancelNextDay' } as const;
    // @ts-expect-error: reason is required
    accept<CancelSubscriptionRequest>({ schedule });
    // @ts-expect-error: there is no such reason
    accept<CancelSubscriptionRequest>({ schedule, reason: 'TOO_EXPENSIVE' });
    expectTypeOf<string>().not.toExtend<CancelSubscriptionRequest['reason']>();
    expectTypeOf<CancelSubscriptionRequest['reason']>().toEqualTypeOf<CancelReason | 'OTHER'>();
  });

  test('needs a comment when the reason is OTHER, and only then', () => {
    const schedule = { type: 'CancelNextDay' } as const;
    accept<CancelSubscriptionRequest>({ schedule, reason: 'OTHER', comment: 'Moving abroad' });
    accept<CancelSubscriptionRequest>({ schedule, reason: 'FRAUD', comment: 'Stolen card' });
    // @ts-expect-error: OTHER needs a comment
    accept<CancelSubscriptionRequest>({ schedule, reason: 'OTHER' });
  });

  test('refuses a misspelt field', () => {
    const schedule = { type: 'CancelNextDay' } as const;
    // @ts-expect-error: the field is called comment
    accept<CancelSubscriptionRequest>({ schedule, reason: 'NO_NEED', coment: 'a typo' });
  });

  test('has a date only on the schedule that takes one', () => {
    accept<CancelSchedule>({ type: 'CancelAtDate', date: '2024-03-31' });
    // @ts-expect-error: CancelAtDate needs a date
    accept<CancelSchedule>({ type: 'CancelAtDate' });
    // @ts-expect-error: CancelNextDay takes no date
    accept<CancelSchedule>({ type: 'CancelNextDay', date: '2024-03-31' });
  });

  test('narrows its schedule on type', () => {
    const dateOf = (schedule: CancelSchedule) => {
      // @ts-expect-error: only CancelAtDate has a date
      schedule.date;
      return schedule.type === 'CancelAtDate' ? schedule.date : undefined;
    };
    expectTypeOf(dateOf).returns.toEqualTypeOf<string | undefined>();
  });

  test('answers with the subscription', () => {
    expectTypeOf<CancelSubscriptionResponse>().toEqualTypeOf<Subscription>();
  });
});

describe('a change of an add-on', () => {
  test('needs only the offering', () => {
    accept<ChangeSubscriptionAddonRequest>({ productOfferingId: 'addon-data-5gb' });
    // @ts-expect-error: productOfferingId is required
    accept<ChangeSubscriptionAddonRequest>({ subscriptionAddonId: 'addon-instance-123' });
  });

  test('refuses a misspelt field', () => {
    // @ts-expect-error: the field is called scheduledAt
    accept<ChangeSubscriptionAddonRequest>({ productOfferingId: 'a', scheduleAt: '2024-02-01' });
  });
});

describe('a subscription', () => {
  test('has a closed status', () => {
    expectTypeOf<Subscription['status']>().toEqualTypeOf<
      'PENDING' | 'ACTIVATED' | 'BLOCKED' | 'CANCELLED' | 'PAUSED'
    >();
  });

  test('has an open type: the known kinds are suggestions', () => {
    expectTypeOf<string>().toExtend<Subscription['type']>();
    expectTypeOf<Subscription['type']>().not.toEqualTypeOf<string>();
  });

  test('leaves out what it does not have', () => {
    expectTypeOf<undefined>().toExtend<Subscription['cancelledAt']>();
    expectTypeOf<null>().not.toExtend<Subscription['cancelledAt']>();
  });
});

describe('an error', () => {
  test('has a code that suggests the known ones and tolerates others', () => {
    expectTypeOf<ErrorResponse['code']>().toEqualTypeOf<ErrorCode>();
    expectTypeOf<string>().toExtend<ErrorCode>();
    expectTypeOf<ErrorCode>().not.toEqualTypeOf<string>();
  });
});

test('the operations are known by name', () => {
  expectTypeOf<'cancelSubscription' | 'changeSubscriptionAddon'>().toExtend<OperationId>();
  expectTypeOf<string>().not.toExtend<OperationId>();
});

describe('an event', () => {
  test('is one of a union that narrows on its type', () => {
    const told = (event: WebhookEvent) => {
      expectTypeOf(event.data).toEqualTypeOf<Subscription>();
      if (event.type === 'subscription.cancelled')
        expectTypeOf(event).toEqualTypeOf<SubscriptionCancelled>();
      else expectTypeOf(event).toEqualTypeOf<SubscriptionUpdated>();
      // @ts-expect-error there is no such event
      if (event.type === 'subscription.created') return;
    };
    accept<(event: WebhookEvent) => void>(told);
  });

  test('has the name of its webhook', () => {
    expectTypeOf<WebhookEvent['type']>().toExtend<WebhookName>();
  });
});
