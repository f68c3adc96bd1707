import { describe, expect, it } from 'vitest';
import {
  addDays,
  type BillingCycle,
  dateIn,
  endOfNextMonth,
  firstOfNextMonth,
  instantIn,
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

describe('an instant', () => {
  it.each([
    ['UTC', '2024-01-31', '23:30', '2024-01-31T23:30:00.000Z'],
    ['Europe/Oslo', '2024-01-31', '23:30', '2024-01-31T22:30:00.000Z'],
    ['Pacific/Auckland', '2024-01-31', '00:15', '2024-01-30T11:15:00.000Z'],
    ['America/Los_Angeles', '2024-07-01', '23:30', '2024-07-02T06:30:00.000Z'],
    // Clocks are put forward at two that night, or back at three.
    ['Europe/Oslo', '2024-03-31', '01:30', '2024-03-31T00:30:00.000Z'],
    ['Europe/Oslo', '2024-03-31', '03:30', '2024-03-31T01:30:00.000Z'],
    ['Europe/Oslo', '2024-10-27', '00:30', '2024-10-26T22:30:00.000Z'],
    ['Europe/Oslo', '2024-10-27', '03:30', '2024-10-27T02:30:00.000Z'],
    ['America/Los_Angeles', '2024-03-10', '23:30', '2024-03-11T06:30:00.000Z'],
    ['America/Los_Angeles', '2024-11-03', '00:30', '2024-11-03T07:30:00.000Z'],
  ])('in %s on %s at %s', (timeZone, date, time, instant) => {
    expect(instantIn(timeZone, date, time)).toBe(instant);
  });
});

it('the next month ends on its last day', () => {
  expect(
    ['2023-12-31', '2024-01-01', '2024-01-31', '2024-11-15', '2024-12-01'].map(endOfNextMonth),
  ).toEqual(['2024-01-31', '2024-02-29', '2024-02-29', '2024-12-31', '2025-01-31']);
});
