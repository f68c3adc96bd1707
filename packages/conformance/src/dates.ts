// Calendar dates as text, such as `2024-01-31`, and what the contract derives from them.

/** A billing cycle: every `interval` periods. */
export interface BillingCycle {
  period: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
}

/** The date in a time zone at an instant ("Dates" in the contract's description). */
export function dateIn(timeZone: string, instant: string): string {
  // This locale writes dates as the contract does.
  return new Date(instant).toLocaleDateString('sv-SE', { timeZone });
}

export function addDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/**
 * When a clock in a time zone shows a date and a time such as `23:30`, as an instant. Of a time that
 * comes twice or never, where clocks are put back or forward, it is one that is near.
 */
export function instantIn(timeZone: string, date: string, time: string): string {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const shown = (instant: number) =>
    // This locale writes what only lacks the zone of an RFC 3339 date-time.
    Date.parse(`${new Date(instant).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')}Z`);
  // The second time with the offset of about then.
  const near = wanted - (shown(wanted) - wanted);
  return new Date(near - (shown(near) - wanted)).toISOString();
}

export function endOfNextMonth(date: string): string {
  return addDays(firstOfNextMonth(firstOfNextMonth(date)), -1);
}

export function firstOfNextMonth(date: string): string {
  return addMonths(`${date.slice(0, 7)}-01`, 1);
}

/** The first renewal on or after a date ("Effective date" of the contract's change of an add-on). */
export function renewalOnOrAfter(date: string, activation: string, cycle: BillingCycle): string {
  for (let count = 1; ; count += 1) {
    const renewal = renewalAt(activation, cycle, count);
    if (renewal >= date) return renewal;
  }
}

/** Counted from the activation each time, so that the 31st stays the 31st. */
function renewalAt(activation: string, { period, interval }: BillingCycle, count: number): string {
  const steps = count * interval;
  if (period === 'DAILY') return addDays(activation, steps);
  if (period === 'WEEKLY') return addDays(activation, steps * 7);
  return addMonths(activation, period === 'MONTHLY' ? steps : steps * 12);
}

/** The same day some months later; the month's last day stands in for a missing one. */
function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
  return moved.toISOString().slice(0, 10);
}
