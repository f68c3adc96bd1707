import * as v from 'valibot';
import { addDays } from './dates.js';

const dateMessage = 'Expected a date such as 2024-01-31';
const instantMessage = 'Expected a date-time such as 2024-01-15T09:00:00Z';

/** A date that is on the calendar. */
export const CalendarDate = v.pipe(
  v.string(),
  v.isoDate(dateMessage),
  v.check(isOnCalendar, dateMessage),
);

/** An RFC 3339 date-time. */
export const Instant = v.pipe(
  v.string(),
  v.isoTimestamp(instantMessage),
  v.check(
    (text) => isOnCalendar(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
    instantMessage,
  ),
);

function isOnCalendar(date: string): boolean {
  return addDays(date, 0) === date;
}
