import { withLatest } from './latest.js';

// Calendar dates are text such as `2024-01-31`: it compares as the dates do, up to the year 9999.

/** The last date that has the form `YYYY-MM-DD`. */
export const lastDate = '9999-12-31';

const dayMs = 86_400_000;

export function addDays(date: string, days: number): string {
  return fromDays(toDays(date) + days);
}

export function firstOfNextMonth(date: string): string {
  return addMonths(`${date.slice(0, 7)}-01`, 1);
}

/** The same day some months later; the month's last day stands in for a missing one. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const target = year * 12 + (month - 1) + months;
  const [targetYear, targetMonth] = [Math.floor(target / 12), target % 12];
  return fromParts(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** How many days lie between two dates. */
export function daysBetween(from: string, to: string): number {
  return toDays(to) - toDays(from);
}

/** How many months lie between the months of two dates, whatever their days. */
export function monthsBetween(from: string, to: string): number {
  return (
    Number(to.slice(0, 4)) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(0, 4)) * 12 -
    Number(from.slice(5, 7))
  );
}

/** The Unix time in milliseconds at which the date begins in UTC. */
export function utcMidnight(date: string): number {
  return toDays(date) * dayMs;
}

/** The date in UTC at a Unix time in milliseconds. */
export function utcDate(instant: number): string {
  return fromDays(Math.floor(instant / dayMs));
}

const toDays = withLatest((date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs);

const fromDays = withLatest((days: number) => {
  const date = new Date(days * dayMs);
  return fromParts(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
});

function fromParts(year: number, month: number, day: number): string {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month + 1, 2)}-${pad(day, 2)}`;
}

function daysInMonth(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month + 1, 0);
  return date.getUTCDate();
}
