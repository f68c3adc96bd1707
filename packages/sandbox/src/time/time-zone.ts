import { wholeSecond } from './clock.js';
import { utcDate, utcMidnight } from './dates.js';
import { withLatest } from './latest.js';

const hourMs = 3_600_000;

/** The operator's time zone ("Dates" in spec/openapi.yaml). Instants are Unix times in milliseconds. */
export interface TimeZone {
  /** IANA name. */
  name: string;
  /** The calendar date at an instant. */
  dateAt(instant: number): string;
  /** The first instant of a date; of the next one that exists where a zone skipped the date. */
  startOf(date: string): number;
}

/**
 * @throws {RangeError} when the name is no IANA time zone
 */
export function createTimeZone(name: string): TimeZone {
  const wallTime = createWallTime(name);
  const startOf = (date: string) => firstInstant(date, wallTime);

  // Offsets of local mean time have seconds, too.
  const dateOfSecond = withLatest((second: number) => utcDate(wallTime(second)));
  return { name, startOf, dateAt: (instant) => dateOfSecond(wholeSecond(instant)) };
}

/** Reads a zone's clocks: the wall time at an instant, as if it were UTC. */
function createWallTime(timeZone: string): (instant: number) => number {
  if (timeZone === 'UTC') return (instant) => instant;
  const format = createFormat(timeZone);
  return (instant) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new RangeError(`${timeZone} is no time zone. Use an IANA name such as Europe/London.`);
  }
}

/**
 * Midnight by the offset before or after a possible change of clocks. Where clocks are put back over
 * midnight it comes twice, and the earlier one counts; where they are put forward over it there is
 * none, and the date begins at the change.
 */
function firstInstant(date: string, wallTime: (instant: number) => number): number {
  const midnight = utcMidnight(date);
  const candidates = [-24, 24].map((hours) => {
    const around = midnight + hours * hourMs;
    return midnight - (wallTime(around) - around);
  });
  const found = candidates.filter((instant) => wallTime(instant) === midnight);
  if (found.length > 0) return Math.min(...found);
  let [before, after] = [midnight - 24 * hourMs, midnight + 48 * hourMs];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallTime(middle) < midnight) before = middle;
    else after = middle;
  }
  return after;
}
