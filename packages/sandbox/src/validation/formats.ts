import * as v from 'valibot';
import { addDays } from '../time/dates.js';

export const text = v.pipe(v.string(), v.nonEmpty('Must not be empty.'));

/** What a header can carry. */
export const VisibleText = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]+$/, 'Must be visible ASCII characters.'),
);

export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  const message =
    most === Number.MAX_SAFE_INTEGER
      ? `Must be a whole number from ${least}.`
      : `Must be a whole number from ${least} to ${most}.`;
  return v.pipe(
    v.number(),
    v.check((value) => Number.isSafeInteger(value) && value >= least && value <= most, message),
  );
}

/** A date that is on the calendar. */
export const CalendarDate = v.pipe(
  v.string(),
  v.check(isOnCalendar, 'Must be a date such as 2024-01-31.'),
);

/** An RFC 3339 date-time. */
export const Instant = v.pipe(
  v.string(),
  v.check(isInstant, 'Must be a date-time such as 2024-01-15T09:00:00Z.'),
);

function isInstant(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) &&
    isOnCalendar(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text))
  );
}

function isOnCalendar(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && addDays(text, 0) === text;
}
