import { addDays, addMonths, daysBetween, monthsBetween } from '../time/dates.js';

/** A billing cycle: every `interval` periods. */
export interface Cycle {
  period: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
}

/**
 * The first renewal on or after a date ("Effective date" in spec/paths). Renewals are counted from the
 * activation, each from there and not from the one before, so that the 31st stays the 31st.
 */
export function renewalOnOrAfter(
  date: string,
  activation: string,
  cycle: Cycle | undefined,
): string {
  const { period, interval } = cycle ?? { period: 'MONTHLY', interval: 1 };
  const inDays = period === 'DAILY' || period === 'WEEKLY';
  const step = interval * { DAILY: 1, WEEKLY: 7, MONTHLY: 1, YEARLY: 12 }[period];
  const distance = inDays ? daysBetween(activation, date) : monthsBetween(activation, date);
  const renewal = (count: number) =>
    inDays ? addDays(activation, count * step) : addMonths(activation, count * step);
  // Months are counted without their days, so this one may lie before the date.
  const count = Math.max(1, Math.ceil(distance / step));
  return renewal(count) >= date ? renewal(count) : renewal(count + 1);
}
