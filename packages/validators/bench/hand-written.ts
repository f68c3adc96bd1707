// The check that one would write by hand for a cancellation, as the measure for the generated one. It
// answers yes or no; it says nothing about what is wrong.

const reasons = new Set<unknown>([
  'BETTER_DEAL_PRICE',
  'NOT_HAPPY_MISSING_FUNCTIONS',
  'NOT_HAPPY_COVERAGE_SLA',
  'NOT_HAPPY_COMPLEX_ADMIN',
  'NOT_HAPPY_SUPPORT_ENGAGEMENT',
  'FRAUD',
  'FRAUD_ATTEMPT',
  'TEST_OR_MARKETING',
  'NO_NEED',
  'WRONG_ORDER',
  'OTHER',
]);
const properties = new Set(['schedule', 'reason', 'comment', 'metadata']);

export function isCancelSubscription({
  path,
  headers,
  body,
}: {
  path: Record<string, unknown>;
  headers: Record<string, string | undefined>;
  body: unknown;
}) {
  return (
    isText(path['subscriptionId'], 1, 256) &&
    (headers['x-idempotency-key'] === undefined ||
      /^[\x21-\x7E]{1,256}$/.test(headers['x-idempotency-key'])) &&
    isObject(body) &&
    Object.keys(body).every((name) => properties.has(name)) &&
    isSchedule(body['schedule']) &&
    reasons.has(body['reason']) &&
    (body['comment'] === undefined
      ? body['reason'] !== 'OTHER'
      : isText(body['comment'], 1, 4096)) &&
    (body['metadata'] === undefined || isObject(body['metadata']))
  );
}

function isSchedule(schedule: unknown) {
  if (!isObject(schedule)) return false;
  const names = Object.keys(schedule).length;
  if (schedule['type'] !== 'CancelAtDate') {
    return (
      (schedule['type'] === 'CancelNextDay' ||
        schedule['type'] === 'CancelAtBeginningOfNextMonth') &&
      names === 1
    );
  }
  return names === 2 && isDate(schedule['date']);
}

function isDate(value: unknown) {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isText(value: unknown, least: number, most: number) {
  if (typeof value !== 'string') return false;
  const length = [...value].length;
  return length >= least && length <= most;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
