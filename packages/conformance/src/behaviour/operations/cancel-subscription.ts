import type { Case, Expect, OperationCases, Template } from '../case.js';

const path = { subscriptionId: '{it.subscriptionId}' };
const it = { it: 'cancellable' } as const;
const conflict = { status: 409, code: 'SUBSCRIPTION_STATE_CONFLICT' } as const satisfies Expect;

function cancel(schedule: object, more: object = {}): Template {
  return { path, body: { schedule, reason: 'NO_NEED', ...more } };
}

const nextDay = cancel({ type: 'CancelNextDay' });
const onFirst = cancel({ type: 'CancelAtBeginningOfNextMonth' });
const onDate = (date: string) => cancel({ type: 'CancelAtDate', date });
const pendingOn = (date: string): Expect => ({
  status: 200,
  body: {
    subscriptionId: '{it.subscriptionId}',
    'pendingStatus.status': 'CANCELLED',
    'pendingStatus.scheduledAt': date,
  },
});

const tooEarly = {
  status: 400,
  code: 'VALIDATION_ERROR',
  property: 'schedule.date',
} as const satisfies Expect;
const lastEvening = { date: '{monthEnd}', time: '23:30' };
const firstMorning = { date: '{monthStart}', time: '00:30' };

/** Learns today's date from one subscription, for a request about another. */
function withToday(template: Template): Template {
  return { ...template, path: { subscriptionId: '{other.subscriptionId}' } };
}

const scheduling: Case[] = [
  {
    id: 'next-day',
    title: 'The server cancels tomorrow for CancelNextDay.',
    cites: 'CancelNextDay',
    subjects: it,
    steps: [{ send: { request: nextDay }, expect: pendingOn('{today+1}') }],
  },
  {
    id: 'next-month',
    title: 'The server cancels on the first of next month for CancelAtBeginningOfNextMonth.',
    cites: 'CancelAtBeginningOfNextMonth',
    subjects: it,
    steps: [{ send: { request: onFirst }, expect: pendingOn('{nextMonth}') }],
  },
  {
    id: 'next-month-of-december',
    title: 'The server cancels on the first of January at the end of December.',
    cites: 'CancelAtBeginningOfNextMonth',
    subjects: it,
    steps: [
      { clock: { date: '{yearEnd}', time: '23:30' } },
      { send: { request: onFirst }, expect: pendingOn('{nextMonth}') },
    ],
  },
  // Half an hour beside midnight the date is another one in most time zones.
  ...[
    { id: 'evening', when: 'late in the evening of its last day', at: lastEvening },
    { id: 'morning', when: 'early on its first day', at: firstMorning },
  ].flatMap(({ id, when, at }): Case[] => [
    {
      id: `next-month-${id}`,
      title: `The server knows the month in the operator's time zone, ${when}.`,
      cites: 'Time › Dates',
      subjects: it,
      steps: [{ clock: at }, { send: { request: onFirst }, expect: pendingOn('{nextMonth}') }],
    },
    {
      id: `next-day-${id}`,
      title: `The server knows tomorrow in the operator's time zone, ${when.replace('its', "a month's")}.`,
      cites: 'Time › Dates',
      subjects: it,
      steps: [{ clock: at }, { send: { request: nextDay }, expect: pendingOn('{today+1}') }],
    },
    {
      id: `at-date-today-${id}`,
      title: `The server refuses today for CancelAtDate, ${when.replace('its', "a month's")}.`,
      cites: 'Time › Dates',
      subjects: it,
      steps: [{ clock: at }, { send: { request: onDate(at.date) }, expect: tooEarly }],
    },
  ]),
  {
    id: 'at-date-past',
    title: 'The server refuses a date in the past for CancelAtDate.',
    cites: 'CancelAtDate › date',
    subjects: it,
    steps: [{ send: { request: onDate('2001-02-28') }, expect: tooEarly }],
  },
  {
    id: 'at-date',
    title: 'The server cancels on the date of CancelAtDate.',
    cites: 'CancelAtDate › date',
    subjects: it,
    steps: [{ send: { request: onDate('2124-02-29') }, expect: pendingOn('2124-02-29') }],
  },
  {
    id: 'at-date-tomorrow',
    title: 'The server takes tomorrow for CancelAtDate.',
    cites: 'CancelAtDate › date',
    subjects: { ...it, other: 'cancellable' },
    steps: [
      { send: { request: nextDay }, expect: { status: 200 } },
      {
        send: { request: withToday(onDate('{today+1}')) },
        expect: { status: 200, body: { 'pendingStatus.scheduledAt': '{today+1}' } },
      },
    ],
  },
  {
    id: 'at-date-today',
    title: 'The server refuses today for CancelAtDate.',
    cites: 'CancelAtDate › date',
    subjects: { ...it, other: 'cancellable' },
    steps: [
      { send: { request: nextDay }, expect: { status: 200 } },
      {
        send: { request: withToday(onDate('{today}')) },
        expect: tooEarly,
      },
    ],
  },
  {
    id: 'late-replay',
    title: 'The server replays a success whose date has passed by now.',
    cites: 'Idempotency › Order of checks',
    subjects: { ...it, other: 'cancellable' },
    steps: [
      { send: { request: nextDay }, expect: { status: 200 } },
      {
        send: { request: withToday(onDate('{today+1}')), key: 'a' },
        as: 'first',
        expect: { status: 200 },
      },
      { clock: { after: 'first', seconds: 23 * 60 * 60 + 59 * 60 } },
      { send: { request: withToday(onDate('{today+1}')), key: 'a' }, expect: { same: 'first' } },
    ],
  },
  {
    id: 'not-activated',
    title: 'The server cancels a subscription that is not ACTIVATED.',
    cites: 'cancelSubscription › What can be cancelled',
    subjects: { it: 'notActivated' },
    steps: [{ send: { request: nextDay }, expect: pendingOn('{today+1}') }],
  },
];

const shown: Case[] = [
  {
    id: 'shows',
    title: 'The server shows a cancellation as pending until its date, and only so.',
    cites: 'cancelSubscription › What shows',
    subjects: { it: 'oneAddon' },
    steps: [
      {
        send: { request: onFirst },
        expect: {
          status: 200,
          body: { status: 'ACTIVATED', 'pendingStatus.status': 'CANCELLED' },
          absent: ['cancelledAt'],
        },
      },
    ],
  },
  {
    id: 'no-puk',
    title: 'The server never shows a PUK.',
    cites: 'Sim',
    subjects: it,
    steps: [{ send: { request: nextDay }, expect: { status: 200, nowhere: ['puk'] } }],
  },
  {
    id: 'date-refused-not-remembered',
    title: 'The server does not remember a 400 for a date: the corrected request is executed.',
    cites: 'Idempotency › Remembered results',
    subjects: it,
    steps: [
      { send: { request: onDate('2001-02-28'), key: 'a' }, expect: tooEarly },
      { send: { request: nextDay, key: 'a' }, as: 'first', expect: { status: 200 } },
      { send: { request: nextDay, key: 'a' }, expect: { same: 'first' } },
    ],
  },
  {
    id: 'no-effect-of-failure',
    title: 'The server gives a request that it answers 500 no effect.',
    cites: 'Idempotency › Remembered results',
    subjects: it,
    steps: [
      { fail: 500 },
      { send: { request: onFirst }, expect: { status: 500 } },
      { send: { request: nextDay }, expect: pendingOn('{today+1}') },
    ],
  },
];

const conflicts: Case[] = [
  {
    id: 'twice',
    title: 'The server refuses to cancel while a cancellation is pending.',
    cites: 'cancelSubscription › What can be cancelled',
    subjects: it,
    steps: [
      { send: { request: nextDay }, expect: { status: 200 } },
      { send: { request: onFirst }, expect: conflict },
    ],
  },
  {
    id: 'cancelled',
    title: 'The server refuses to cancel what is CANCELLED, and remembers that.',
    cites: 'cancelSubscription › What can be cancelled',
    subjects: { it: 'cancelled' },
    steps: [
      { send: { request: nextDay, key: 'a' }, as: 'first', expect: conflict },
      { send: { request: nextDay, key: 'a' }, expect: { same: 'first' } },
    ],
  },
  {
    id: 'done',
    title: 'The server refuses to cancel after the date of a cancellation.',
    cites: 'cancelSubscription › What can be cancelled',
    subjects: it,
    steps: [
      { send: { request: nextDay }, as: 'first', expect: { status: 200 } },
      { clock: { after: 'first', seconds: 2 * 24 * 60 * 60 } },
      { send: { request: nextDay }, expect: conflict },
    ],
  },
  {
    id: 'concurrency-keys',
    title: 'The server cancels once when many requests with keys of their own come at once.',
    cites: 'cancelSubscription › What can be cancelled',
    subjects: it,
    steps: [
      {
        together: { request: nextDay, key: 'a' },
        times: 10,
        outcome: 'one success',
        expect: conflict,
      },
    ],
  },
];

const access: Case[] = [
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
    title: "The server refuses another tenant's subscription, and remembers that.",
    cites: 'Authentication › Tenant',
    subjects: { it: 'foreign' },
    steps: [
      {
        send: { request: nextDay, key: 'a' },
        as: 'first',
        expect: { status: 403, code: 'FORBIDDEN' },
      },
      { send: { request: nextDay, key: 'a' }, expect: { same: 'first' } },
    ],
  },
];

const withMetadata = (metadata: object) => cancel({ type: 'CancelNextDay' }, { metadata });

const metadata: Case[] = [
  {
    id: 'metadata-names',
    title: 'The server takes any name in metadata, and any value.',
    cites: 'Metadata',
    subjects: it,
    steps: [
      {
        send: { request: withMetadata({ toString: 'x', 'ø:1': false, '': [null, {}] }) },
        expect: {
          status: 200,
          body: { 'metadata.toString': 'x', 'metadata.ø:1': false, 'metadata.': [null, {}] },
        },
      },
    ],
  },
  {
    id: 'metadata-large',
    title: 'The server keeps metadata of nearly 64 KB.',
    cites: 'Metadata',
    subjects: it,
    steps: [
      {
        send: { request: withMetadata({ conformance: 'x'.repeat(60_000) }) },
        expect: { status: 200 },
      },
    ],
  },
  {
    id: 'metadata-too-large-in-bytes',
    title: 'The server counts metadata in bytes, not in characters.',
    cites: 'Metadata',
    subjects: it,
    steps: [
      {
        send: { request: withMetadata({ conformance: '€'.repeat(30_000) }) },
        expect: { status: 400, code: 'VALIDATION_ERROR', property: 'metadata' },
      },
    ],
  },
  {
    id: 'metadata',
    title: 'The server keeps the metadata of a request, null included.',
    cites: 'Metadata',
    subjects: it,
    steps: [
      {
        send: {
          request: cancel(
            { type: 'CancelNextDay' },
            { metadata: { conformance: { list: [1, 'two'] }, conformanceNull: null } },
          ),
        },
        expect: {
          status: 200,
          body: {
            'metadata.conformance': { list: [1, 'two'] },
            'metadata.conformanceNull': null,
          },
        },
      },
    ],
  },
  {
    id: 'metadata-too-large',
    title: 'The server refuses metadata of more than 64 KB.',
    cites: 'Metadata',
    subjects: it,
    steps: [
      {
        send: {
          request: cancel({ type: 'CancelNextDay' }, { metadata: { large: 'x'.repeat(66_000) } }),
        },
        expect: { status: 400, code: 'VALIDATION_ERROR', property: 'metadata' },
      },
    ],
  },
];

export const cancelSubscription: OperationCases = {
  success: { subjects: it, ...nextDay },
  cases: [...scheduling, ...shown, ...conflicts, ...access, ...metadata],
};
