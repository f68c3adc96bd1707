import { describe, expect, it } from 'vitest';
import {
  addDays,
  type BillingCycle,
  dateIn,
  firstOfNextMonth,
  renewalOnOrAfter,
} from '../src/dates.js';

describe('dates', () => {
  it.each([
    ['UTC', '2024-01-31T23:30:00Z', '2024-01-31'],
    ['Europe/Oslo', '2024-01-31T23:30:00Z', '2024-02-01'],
    ['America/Los_Angeles', '2024-02-01T07:30:00Z', '2024-01-31'],
  ])('in %s at %s', (timeZone, instant, date) => {
    expect(dateIn(timeZone, instant)).toBe(date);
  });

  it('go on over the ends of months and years', () => {
    expect([addDays('2024-02-28', 1), addDays('2024-03-01', -1), addDays('2023-12-31', 1)]).toEqual(
      ['2024-02-29', '2024-02-29', '2024-01-01'],
    );
    expect([firstOfNextMonth('2024-12-31'), firstOfNextMonth('2024-01-31')]).toEqual([
      '2025-01-01',
      '2024-02-01',
    ]);
  });

  it.each<[BillingCycle, string, string, string]>([
    [{ period: 'MONTHLY', interval: 1 }, '2023-03-31', '2024-02-01', '2024-02-29'],
    [{ period: 'MONTHLY', interval: 1 }, '2023-03-31', '2024-03-01', '2024-03-31'],
    [{ period: 'MONTHLY', interval: 3 }, '2023-03-31', '2023-04-01', '2023-06-30'],
    [{ period: 'MONTHLY', interval: 1 }, '2023-03-31', '2023-03-31', '2023-04-30'],
    [{ period: 'YEARLY', interval: 1 }, '2024-02-29', '2025-01-01', '2025-02-28'],
    [{ period: 'WEEKLY', interval: 2 }, '2024-01-01', '2024-01-02', '2024-01-15'],
    [{ period: 'DAILY', interval: 10 }, '2024-01-01', '2024-01-11', '2024-01-11'],
  ])('of renewals by %j from %s on or after %s', (cycle, activation, date, renewal) => {
    expect(renewalOnOrAfter(date, activation, cycle)).toBe(renewal);
  });
});
