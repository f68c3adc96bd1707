import type { Case, Expect, OperationCases, Step, Template } from '../case.js';

const path = { subscriptionId: '{it.subscriptionId}' };
const it = { it: 'oneAddon' } as const;
const invalid = { status: 400, code: 'VALIDATION_ERROR' } as const satisfies Expect;
const stateConflict = {
  status: 409,
  code: 'SUBSCRIPTION_STATE_CONFLICT',
} as const satisfies Expect;
const notAvailable = {
  status: 409,
  code: 'PRODUCT_OFFERING_NOT_AVAILABLE',
} as const satisfies Expect;

const mismatch = { status: 409, code: 'idempotency_key_mismatch' } as const satisfies Expect;

const change = (body: object): Template => ({ path, body });
const to = (productOfferingId: string, more: object = {}) => change({ productOfferingId, ...more });
const upgrade = (more: object = {}) => to('{it.upgradeTo}', more);
const downgrade = (more: object = {}) => to('{it.downgradeTo}', more);
const flat = 'pendingProductOffering';
const pending = (date: string, offering: string): Expect => ({
  status: 200,
  body: {
    'pendingProductOffering.scheduledAt': date,
    // Older hosts send it flat.
    [`${flat}.product.productOfferingId or ${flat}.productOfferingId`]: offering,
  },
});
const cancel = {
  operation: 'cancelSubscription',
  request: { path, body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' } },
} as const;

/** A later look at the subscription: no other operation shows it. */
const look = (expect: Omit<Expect, 'status'>): Step => ({
  send: cancel,
  expect: { status: 200, ...expect },
});
const nothingPending = look({ absent: ['pendingProductOffering'] });
const far = { scheduledAt: '2124-02-29' };
const lastEvening = { date: '{monthEnd}', time: '23:30' };
const firstMorning = { date: '{monthStart}', time: '00:30' };

const effectiveDate: Case[] = [
  {
    id: 'upgrade-now',
    title: 'The server moves to an offering that costs more or the same today.',
    cites: 'changeSubscriptionAddon › Effective date',
    subjects: it,
    steps: [{ send: { request: upgrade() }, expect: pending('{today}', '{it.upgradeTo}') }],
  },
  {
    id: 'upgrade-shows-once',
    title: 'The server shows a change that takes effect today only in its own response.',
    cites: 'changeSubscriptionAddon › What shows',
    subjects: it,
    steps: [
      { send: { request: upgrade() }, expect: pending('{today}', '{it.upgradeTo}') },
      { send: cancel, expect: { status: 200, absent: ['pendingProductOffering'] } },
    ],
  },
  {
    id: 'shows-no-puk',
    title: 'The server shows the subscription that was changed, without a PUK.',
    cites: 'Sim',
    subjects: it,
    steps: [
      {
        send: { request: upgrade() },
        expect: {
          status: 200,
          body: { subscriptionId: '{it.subscriptionId}', status: 'ACTIVATED' },
          absent: ['cancelledAt', 'pendingStatus'],
          nowhere: ['puk'],
        },
      },
    ],
  },
  {
    id: 'upgrade-takes-effect',
    title: 'The server has made a change that takes effect today: the add-on has the new offering.',
    cites: 'changeSubscriptionAddon › What shows',
    subjects: it,
    steps: [
      { send: { request: upgrade() }, expect: { status: 200 } },
      { send: { request: upgrade() }, expect: notAvailable },
    ],
  },
  {
    id: 'future-takes-no-effect',
    title: 'The server has not made a change in the future: the add-on has its old offering.',
    cites: 'changeSubscriptionAddon › What shows',
    subjects: it,
    steps: [
      { send: { request: upgrade(far) }, expect: { status: 200 } },
      { send: { request: to('{it.productOfferingId}') }, expect: notAvailable },
      { send: { request: upgrade() }, expect: pending('{today}', '{it.upgradeTo}') },
    ],
  },
  {
    id: 'today-shows-once',
    title: 'The server shows a change for which today is preferred only in its own response.',
    cites: 'changeSubscriptionAddon › What shows',
    subjects: it,
    steps: [
      { send: { request: upgrade(far) }, expect: { status: 200 } },
      {
        send: { request: upgrade({ scheduledAt: '{today}' }) },
        expect: pending('{today}', '{it.upgradeTo}'),
      },
      nothingPending,
    ],
  },
  {
    id: 'today-evening',
    title: "The server knows today in the operator's time zone, late in the evening.",
    cites: 'Time › Dates',
    subjects: it,
    steps: [
      { clock: lastEvening },
      {
        send: { request: upgrade({ scheduledAt: '{monthEnd}' }) },
        expect: pending('{monthEnd}', '{it.upgradeTo}'),
      },
      nothingPending,
    ],
  },
  {
    id: 'today-morning',
    title: "The server knows today in the operator's time zone, early in the morning.",
    cites: 'Time › Dates',
    subjects: it,
    steps: [
      { clock: firstMorning },
      { send: { request: upgrade() }, expect: pending('{monthStart}', '{it.upgradeTo}') },
      nothingPending,
    ],
  },
  {
    id: 'past-morning',
    title: "The server refuses yesterday in the operator's time zone, early in the morning.",
    cites: 'Time › Dates',
    subjects: it,
    steps: [
      { clock: firstMorning },
      {
        send: { request: upgrade({ scheduledAt: '{monthEnd}' }) },
        expect: { ...invalid, property: 'scheduledAt' },
      },
    ],
  },
  {
    id: 'applied-morning',
    title: "The server applies a change at the beginning of its date in the operator's time zone.",
    cites: 'Time › Dates',
    subjects: it,
    steps: [
      { send: { request: upgrade({ scheduledAt: '{monthStart}' }) }, expect: { status: 200 } },
      { clock: firstMorning },
      nothingPending,
    ],
  },
  {
    id: 'applied-not-before',
    title: "The server applies no change before its date in the operator's time zone.",
    cites: 'Time › Dates',
    subjects: it,
    steps: [
      { send: { request: upgrade({ scheduledAt: '{monthStart}' }) }, expect: { status: 200 } },
      { clock: lastEvening },
      look({ body: { 'pendingProductOffering.scheduledAt': '{monthStart}' } }),
    ],
  },
  {
    id: 'long-past',
    title: 'The server refuses a preferred date that is long past.',
    cites: 'ChangeSubscriptionAddonRequest › scheduledAt',
    subjects: it,
    steps: [
      {
        send: { request: upgrade({ scheduledAt: '2001-02-28' }) },
        expect: { ...invalid, property: 'scheduledAt' },
      },
    ],
  },
  {
    id: 'upgrade-on-date',
    title: 'The server moves to an offering that costs more or the same on the preferred date.',
    cites: 'changeSubscriptionAddon › Effective date',
    subjects: it,
    steps: [
      {
        send: { request: upgrade({ scheduledAt: '2124-02-29' }) },
        expect: pending('2124-02-29', '{it.upgradeTo}'),
      },
    ],
  },
  {
    id: 'future-shows',
    title: 'The server shows a change in the future until it is applied.',
    cites: 'changeSubscriptionAddon › What shows',
    subjects: it,
    steps: [
      { send: { request: upgrade({ scheduledAt: '2124-02-29' }) }, expect: { status: 200 } },
      {
        send: cancel,
        expect: { status: 200, body: { 'pendingProductOffering.scheduledAt': '2124-02-29' } },
      },
    ],
  },
  {
    id: 'applied',
    title: 'The server applies a change in the future on its date.',
    cites: 'changeSubscriptionAddon › What shows',
    subjects: it,
    steps: [
      {
        send: { request: upgrade({ scheduledAt: '2124-02-29' }) },
        as: 'first',
        expect: { status: 200 },
      },
      {
        send: { request: upgrade({ scheduledAt: '{today+1}' }) },
        expect: pending('{today+1}', '{it.upgradeTo}'),
      },
      { clock: { after: 'first', seconds: 2 * 24 * 60 * 60 } },
      { send: cancel, expect: { status: 200, absent: ['pendingProductOffering'] } },
    ],
  },
  {
    id: 'today',
    title: 'The server takes today as the preferred date.',
    cites: 'ChangeSubscriptionAddonRequest › scheduledAt',
    subjects: it,
    steps: [
      { send: { request: upgrade({ scheduledAt: '2124-02-29' }) }, expect: { status: 200 } },
      {
        send: { request: upgrade({ scheduledAt: '{today}' }) },
        expect: pending('{today}', '{it.upgradeTo}'),
      },
    ],
  },
  {
    id: 'past',
    title: 'The server refuses a preferred date in the past.',
    cites: 'ChangeSubscriptionAddonRequest › scheduledAt',
    subjects: it,
    steps: [
      { send: { request: upgrade({ scheduledAt: '2124-02-29' }) }, expect: { status: 200 } },
      {
        send: { request: upgrade({ scheduledAt: '{today-1}' }) },
        expect: { ...invalid, property: 'scheduledAt' },
      },
    ],
  },
  {
    id: 'downgrade',
    title: 'The server moves to an offering that costs less at the next renewal.',
    cites: 'changeSubscriptionAddon › Effective date',
    subjects: it,
    steps: [{ send: { request: downgrade() }, expect: pending('{renewal}', '{it.downgradeTo}') }],
  },
  {
    id: 'downgrade-after-date',
    title: 'The server moves to an offering that costs less at the first renewal from a date on.',
    cites: 'ChangeSubscriptionAddonRequest › scheduledAt',
    subjects: it,
    steps: [
      {
        send: { request: downgrade({ scheduledAt: '2124-03-02' }) },
        expect: pending('{renewal 2124-03-02}', '{it.downgradeTo}'),
      },
    ],
  },
  ...['2124-02-01', '2125-02-10', '2125-03-01', '2125-04-30'].map(
    (date): Case => ({
      id: `month-end-${date.slice(0, 7)}`,
      title: `The server renews at the end of a month that lacks the 31st, and on the 31st of others (${date.slice(0, 7)}).`,
      cites: 'changeSubscriptionAddon › Effective date',
      subjects: { it: 'monthEnd' },
      steps: [
        {
          send: { request: downgrade({ scheduledAt: date }) },
          expect: pending(`{renewal ${date}}`, '{it.downgradeTo}'),
        },
      ],
    }),
  ),
];

const twoAddons = { it: 'twoAddons' } as const;
const first = { subscriptionAddonId: '{it.subscriptionAddonId}' };
const other = { subscriptionAddonId: '{it.otherAddonId}' };

const several: Case[] = [
  {
    id: 'replaces-pending',
    title: 'The server lets a new change replace the pending one of the same add-on.',
    cites: 'changeSubscriptionAddon › Several changes',
    subjects: it,
    steps: [
      { send: { request: upgrade({ scheduledAt: '2124-02-29' }) }, expect: { status: 200 } },
      {
        send: { request: upgrade({ scheduledAt: '2124-02-28' }) },
        expect: pending('2124-02-28', '{it.upgradeTo}'),
      },
    ],
  },
  {
    id: 'other-pending',
    title: "The server refuses a change while another add-on's change is pending.",
    cites: 'changeSubscriptionAddon › Several changes',
    subjects: twoAddons,
    steps: [
      {
        send: { request: upgrade({ ...first, scheduledAt: '2124-02-29' }) },
        expect: { status: 200 },
      },
      {
        send: { request: upgrade({ ...other, scheduledAt: '2124-02-29' }) },
        expect: stateConflict,
      },
    ],
  },
  {
    id: 'ambiguous',
    title: 'The server asks which add-on is meant where several can move.',
    cites: 'ChangeSubscriptionAddonRequest › subscriptionAddonId',
    subjects: twoAddons,
    steps: [
      { send: { request: upgrade() }, expect: { ...invalid, property: 'subscriptionAddonId' } },
    ],
  },
  {
    id: 'named',
    title: 'The server changes the add-on that is named.',
    cites: 'ChangeSubscriptionAddonRequest › subscriptionAddonId',
    subjects: twoAddons,
    steps: [
      { send: { request: upgrade(other) }, expect: { status: 200 } },
      { send: { request: upgrade(other) }, expect: notAvailable },
      { send: { request: upgrade(first) }, expect: { status: 200 } },
    ],
  },
  {
    id: 'other-not-pending',
    title: "The server changes an add-on after another one's change took effect today.",
    cites: 'changeSubscriptionAddon › What shows',
    subjects: twoAddons,
    steps: [
      { send: { request: upgrade(first) }, expect: { status: 200 } },
      {
        send: { request: upgrade({ ...other, ...far }) },
        expect: pending(far.scheduledAt, '{it.upgradeTo}'),
      },
    ],
  },
];

const missing: Case[] = [
  {
    id: 'unknown-subscription',
    title: 'The server says that there is no such subscription.',
    cites: 'Error codes › SUBSCRIPTION_NOT_FOUND',
    steps: [
      { send: { request: 'nothing' }, expect: { status: 404, code: 'SUBSCRIPTION_NOT_FOUND' } },
    ],
  },
  {
    id: 'foreign',
    title: "The server refuses another tenant's subscription before it looks for the offering.",
    cites: 'Idempotency › Order of checks',
    subjects: { it: 'foreign' },
    steps: [
      {
        send: { request: to('conformance'), key: 'a' },
        as: 'first',
        expect: { status: 403, code: 'FORBIDDEN' },
      },
      { send: { request: to('conformance'), key: 'a' }, expect: { same: 'first' } },
    ],
  },
  {
    id: 'order-state',
    title: 'The server looks for the offering before it looks at the state.',
    cites: 'Idempotency › Order of checks',
    subjects: { it: 'notActivated' },
    steps: [
      {
        send: { request: to('conformance') },
        expect: { status: 404, code: 'PRODUCT_OFFERING_NOT_FOUND' },
      },
    ],
  },
  {
    id: 'unknown-addon',
    title: 'The server says that the subscription has no such add-on.',
    cites: 'Error codes › ADDON_NOT_FOUND',
    subjects: it,
    steps: [
      {
        send: { request: upgrade({ subscriptionAddonId: 'conformance' }), key: 'a' },
        as: 'first',
        expect: { status: 404, code: 'ADDON_NOT_FOUND' },
      },
      {
        send: { request: upgrade({ subscriptionAddonId: 'conformance' }), key: 'a' },
        expect: { same: 'first' },
      },
    ],
  },
  {
    id: 'addon-of-another',
    title: "The server does not find another subscription's add-on.",
    cites: 'Error codes › ADDON_NOT_FOUND',
    subjects: { ...it, two: 'twoAddons' },
    steps: [
      {
        send: { request: upgrade({ subscriptionAddonId: '{two.subscriptionAddonId}' }) },
        expect: { status: 404, code: 'ADDON_NOT_FOUND' },
      },
    ],
  },
  {
    id: 'without-addons',
    title: 'The server says that the subscription has no add-ons.',
    cites: 'Error codes › ADDON_NOT_FOUND',
    subjects: { it: 'withoutAddons', target: 'oneAddon' },
    steps: [
      {
        send: { request: to('{target.productOfferingId}') },
        expect: { status: 404, code: 'ADDON_NOT_FOUND' },
      },
    ],
  },
  {
    id: 'unknown-offering',
    title: 'The server says that there is no such offering, and remembers that.',
    cites: 'Error codes › PRODUCT_OFFERING_NOT_FOUND',
    subjects: it,
    steps: [
      {
        send: { request: to('conformance'), key: 'a' },
        as: 'first',
        expect: { status: 404, code: 'PRODUCT_OFFERING_NOT_FOUND' },
      },
      { send: { request: to('conformance'), key: 'a' }, expect: { same: 'first' } },
    ],
  },
  {
    id: 'plan',
    title: 'The server does not take an offering that is not for add-ons.',
    cites: 'Error codes › PRODUCT_OFFERING_NOT_FOUND',
    subjects: { ...it, plan: 'plan' },
    steps: [
      {
        send: { request: to('{plan.productOfferingId}') },
        expect: { status: 404, code: 'PRODUCT_OFFERING_NOT_FOUND' },
      },
    ],
  },
];

const conflicts: Case[] = [
  {
    id: 'same-offering',
    title: 'The server refuses the offering that the add-on has.',
    cites: 'changeSubscriptionAddon › Possible offerings',
    subjects: it,
    steps: [
      {
        send: { request: to('{it.productOfferingId}'), key: 'a' },
        as: 'first',
        expect: notAvailable,
      },
      { send: { request: to('{it.productOfferingId}'), key: 'a' }, expect: { same: 'first' } },
    ],
  },
  {
    id: 'not-available',
    title: 'The server refuses an offering that the add-on cannot move to.',
    cites: 'changeSubscriptionAddon › Possible offerings',
    subjects: it,
    steps: [{ send: { request: to('{it.notAvailable}') }, expect: notAvailable }],
  },
  {
    id: 'not-activated',
    title: 'The server changes add-ons of ACTIVATED subscriptions only, and remembers that.',
    cites: 'changeSubscriptionAddon › Possible offerings',
    subjects: { it: 'notActivated' },
    steps: [
      { send: { request: upgrade(), key: 'a' }, as: 'first', expect: stateConflict },
      { send: { request: upgrade(), key: 'a' }, expect: { same: 'first' } },
    ],
  },
  {
    id: 'cancelling',
    title: 'The server refuses a change while a cancellation is pending.',
    cites: 'changeSubscriptionAddon › Several changes',
    subjects: it,
    steps: [
      { send: cancel, expect: { status: 200 } },
      { send: { request: upgrade() }, expect: stateConflict },
    ],
  },
];

const noted = (value: unknown, more: object = {}) =>
  upgrade({ ...far, metadata: { conformance: value }, ...more });
const isNoted = (value: unknown) => look({ body: { 'metadata.conformance': value } });

const effects: Case[] = [
  {
    id: 'replay-has-no-effect',
    title: 'The server executes nothing behind a replay.',
    cites: 'Idempotency › Replay',
    subjects: it,
    steps: [
      { send: { request: noted(1), key: 'a' }, as: 'first', expect: { status: 200 } },
      {
        send: { request: noted(2, { scheduledAt: '2124-02-28' }), key: 'b' },
        expect: pending('2124-02-28', '{it.upgradeTo}'),
      },
      { send: { request: noted(1), key: 'a' }, expect: { same: 'first' } },
      look({
        body: { 'metadata.conformance': 2, 'pendingProductOffering.scheduledAt': '2124-02-28' },
      }),
    ],
  },
  {
    id: 'replay-of-the-past',
    title: 'The server replays a success though the subscription has changed since.',
    cites: 'Idempotency › Replay',
    subjects: it,
    steps: [
      { send: { request: noted(1), key: 'a' }, as: 'first', expect: { status: 200 } },
      isNoted(1),
      { send: { request: noted(1), key: 'a' }, expect: { same: 'first' } },
    ],
  },
  {
    id: 'mismatch-has-no-effect',
    title: 'The server does not execute what it refuses as a mismatch.',
    cites: 'Idempotency › Mismatch',
    subjects: it,
    steps: [
      { send: { request: noted(1), key: 'a' }, expect: { status: 200 } },
      { send: { request: noted(2), key: 'a' }, expect: mismatch },
      isNoted(1),
    ],
  },
  {
    id: 'refusal-has-no-effect',
    title: 'The server keeps nothing of a request that it refuses.',
    cites: 'Metadata',
    subjects: it,
    steps: [
      { send: { request: noted(1) }, expect: { status: 200 } },
      { send: { request: noted(2, { scheduledAt: '2001-02-28' }) }, expect: invalid },
      {
        send: { request: noted(3, { productOfferingId: '{it.productOfferingId}' }) },
        expect: notAvailable,
      },
      isNoted(1),
    ],
  },
  {
    id: 'failure-has-no-effect',
    title: 'The server gives a request that it answers 500 no effect.',
    cites: 'Idempotency › Remembered results',
    subjects: it,
    steps: [
      { send: { request: noted(1) }, expect: { status: 200 } },
      { fail: 500 },
      { send: { request: noted(2), key: 'a' }, expect: { status: 500 } },
      isNoted(1),
    ],
  },
  {
    id: 'without-key-has-effect',
    title: 'The server executes the same request again where it has no idempotency key.',
    cites: 'Idempotency › Key',
    subjects: it,
    steps: [
      { send: { request: noted(1) }, expect: { status: 200 } },
      { send: { request: noted(2) }, expect: { status: 200 } },
      { send: { request: noted(1) }, expect: { status: 200 } },
      isNoted(1),
    ],
  },
  {
    id: 'cancelled',
    title: 'The server refuses a change after the date of a cancellation.',
    cites: 'changeSubscriptionAddon › Several changes',
    subjects: it,
    steps: [
      { send: cancel, as: 'first', expect: { status: 200 } },
      { clock: { after: 'first', seconds: 2 * 24 * 60 * 60 } },
      { send: { request: upgrade() }, expect: stateConflict },
    ],
  },
];

const metadata: Case[] = [
  {
    id: 'metadata-not-deep',
    title: 'The server replaces the value of a key in metadata, and does not merge it.',
    cites: 'Metadata',
    subjects: it,
    steps: [
      { send: { request: noted({ a: 1, list: [1] }) }, expect: { status: 200 } },
      { send: { request: noted({ b: 2, list: [2] }) }, expect: { status: 200 } },
      isNoted({ b: 2, list: [2] }),
    ],
  },
  {
    id: 'metadata-too-large-together',
    title: 'The server refuses metadata that are too large once they are merged.',
    cites: 'Metadata',
    subjects: it,
    steps: [
      {
        send: { request: upgrade({ ...far, metadata: { conformanceA: 'x'.repeat(40_000) } }) },
        expect: { status: 200 },
      },
      {
        send: { request: upgrade({ ...far, metadata: { conformanceB: 'x'.repeat(40_000) } }) },
        expect: { ...invalid, property: 'metadata' },
      },
    ],
  },
  {
    id: 'metadata-merged',
    title: 'The server merges metadata key by key.',
    cites: 'Metadata',
    subjects: it,
    steps: [
      {
        send: { request: upgrade({ metadata: { conformanceA: 1, conformanceB: { c: 2 } } }) },
        expect: { status: 200, body: { 'metadata.conformanceB': { c: 2 } } },
      },
      {
        send: {
          ...cancel,
          request: {
            ...cancel.request,
            body: { ...cancel.request.body, metadata: { conformanceB: null } },
          },
        },
        expect: {
          status: 200,
          body: { 'metadata.conformanceA': 1, 'metadata.conformanceB': null },
        },
      },
    ],
  },
];

export const changeSubscriptionAddon: OperationCases = {
  success: { subjects: it, ...upgrade() },
  cases: [...effectiveDate, ...several, ...missing, ...conflicts, ...effects, ...metadata],
};
