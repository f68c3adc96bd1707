import { describe, expect, it } from 'vitest';
import { cancellationDate } from '../src/rules/operations/cancel-subscription.js';
import { renewalOnOrAfter } from '../src/rules/renewal.js';
import { addDays, addMonths, firstOfNextMonth } from '../src/time/dates.js';
import { createTimeZone } from '../src/time/time-zone.js';

describe('a calendar date', () => {
  it.each([
    ['2024-01-15', 1, '2024-01-16'],
    ['2024-01-31', 1, '2024-02-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-12-31', 1, '2025-01-01'],
    ['0099-12-31', 1, '0100-01-01'],
    ['9999-12-31', 1, '10000-01-01'],
  ])('%s plus %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it.each([
    ['2023-01-31', 1, '2023-02-28'],
    ['2023-01-31', 2, '2023-03-31'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2024-12-15', 1, '2025-01-15'],
  ])('%s plus %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it.each([
    ['2024-01-01', '2024-02-01'],
    ['2024-01-31', '2024-02-01'],
    ['2024-12-31', '2025-01-01'],
  ])('%s comes before the first of next month, %s', (date, expected) => {
    expect(firstOfNextMonth(date)).toBe(expected);
  });
});

describe('a cancellation asked for on a date', () => {
  it.each([
    ['2024-01-15', { type: 'CancelNextDay' as const }, '2024-01-16'],
    ['2024-02-28', { type: 'CancelNextDay' as const }, '2024-02-29'],
    ['2024-12-31', { type: 'CancelNextDay' as const }, '2025-01-01'],
    ['2024-01-31', { type: 'CancelAtBeginningOfNextMonth' as const }, '2024-02-01'],
    ['2024-02-01', { type: 'CancelAtBeginningOfNextMonth' as const }, '2024-03-01'],
    ['2024-12-01', { type: 'CancelAtBeginningOfNextMonth' as const }, '2025-01-01'],
    ['2024-01-15', { type: 'CancelAtDate' as const, date: '2024-06-30' }, '2024-06-30'],
  ])('on %s with %o takes effect on %s', (today, schedule, expected) => {
    expect(cancellationDate(schedule, today)).toBe(expected);
  });
});

describe('a renewal', () => {
  const monthly = { period: 'MONTHLY' as const, interval: 1 };
  it.each([
    ['the same day of a later month', '2023-05-20', monthly, '2024-01-16', '2024-01-20'],
    ['that very day', '2023-05-20', monthly, '2024-01-20', '2024-01-20'],
    ['the next month once the day is over', '2023-05-20', monthly, '2024-01-21', '2024-02-20'],
    ['the 29th for the 31st in a leap February', '2023-03-31', monthly, '2024-02-01', '2024-02-29'],
    [
      'the 28th for the 31st in another February',
      '2022-03-31',
      monthly,
      '2023-02-01',
      '2023-02-28',
    ],
    ['the 31st again after a short month', '2023-03-31', monthly, '2024-03-01', '2024-03-31'],
    ['the 30th in April for the 31st', '2023-03-31', monthly, '2024-04-01', '2024-04-30'],
    ['a month later where none is given', '2023-05-20', undefined, '2024-01-16', '2024-01-20'],
    ['never the activation itself', '2024-01-20', monthly, '2024-01-10', '2024-02-20'],
    [
      'every second month',
      '2023-05-20',
      { period: 'MONTHLY' as const, interval: 2 },
      '2023-09-21',
      '2023-11-20',
    ],
    [
      'every day',
      '2024-01-01',
      { period: 'DAILY' as const, interval: 1 },
      '2024-01-16',
      '2024-01-16',
    ],
    [
      'every 30 days',
      '2024-01-01',
      { period: 'DAILY' as const, interval: 30 },
      '2024-02-01',
      '2024-03-01',
    ],
    [
      'every week',
      '2024-01-01',
      { period: 'WEEKLY' as const, interval: 1 },
      '2024-01-16',
      '2024-01-22',
    ],
    [
      'every second week',
      '2024-01-01',
      { period: 'WEEKLY' as const, interval: 2 },
      '2024-01-16',
      '2024-01-29',
    ],
    [
      'every year',
      '2020-02-29',
      { period: 'YEARLY' as const, interval: 1 },
      '2023-01-01',
      '2023-02-28',
    ],
    [
      'the leap day in a leap year',
      '2020-02-29',
      { period: 'YEARLY' as const, interval: 1 },
      '2024-01-01',
      '2024-02-29',
    ],
    [
      'the next year',
      '2020-02-29',
      { period: 'YEARLY' as const, interval: 1 },
      '2024-03-01',
      '2025-02-28',
    ],
  ])('is %s', (_, activation, cycle, date, expected) => {
    expect(renewalOnOrAfter(date, activation, cycle)).toBe(expected);
  });
});

describe('a time zone', () => {
  it.each([
    ['UTC', '2024-01-15T23:59:59.999Z', '2024-01-15'],
    ['Europe/Stockholm', '2024-01-15T22:59:59Z', '2024-01-15'],
    ['Europe/Stockholm', '2024-01-15T23:00:00Z', '2024-01-16'],
    ['Europe/Stockholm', '2024-07-15T22:00:00Z', '2024-07-16'],
    ['America/New_York', '2024-01-15T04:59:59Z', '2024-01-14'],
    ['Pacific/Kiritimati', '2024-01-15T10:00:00Z', '2024-01-16'],
    // Until 1972 its offset had seconds: midnight was at 00:44:30 in UTC.
    ['Africa/Monrovia', '1970-01-02T00:44:29Z', '1970-01-01'],
    ['Africa/Monrovia', '1970-01-02T00:44:30Z', '1970-01-02'],
  ])('%s has at %s the date %s', (zone, instant, date) => {
    expect(createTimeZone(zone).dateAt(Date.parse(instant))).toBe(date);
  });

  it.each([
    ['UTC', '2024-02-01', '2024-02-01T00:00:00.000Z'],
    ['Europe/London', '2024-07-01', '2024-06-30T23:00:00.000Z'],
    ['Asia/Kolkata', '2024-02-01', '2024-01-31T18:30:00.000Z'],
    ['Europe/Berlin', '2024-03-31', '2024-03-30T23:00:00.000Z'],
    ['Europe/Berlin', '2024-04-01', '2024-03-31T22:00:00.000Z'],
    // Clocks were put forward over midnight: the date began at 01:00.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Asia/Beirut', '2024-03-31', '2024-03-30T22:00:00.000Z'],
    // Clocks are put back over midnight, and it comes twice.
    ['Asia/Gaza', '2017-10-28', '2017-10-27T21:00:00.000Z'],
    ['America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z'],
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30:00.000Z'],
    // Samoa skipped this date when it crossed the date line.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Africa/Monrovia', '1970-01-02', '1970-01-02T00:44:30.000Z'],
  ])('%s begins %s at %s', (zone, date, instant) => {
    expect(new Date(createTimeZone(zone).startOf(date)).toISOString()).toBe(instant);
  });

  it('tells the date anew with each second', () => {
    const { dateAt } = createTimeZone('Africa/Monrovia');
    const seconds = ['1970-01-02T00:44:29Z', '1970-01-02T00:44:30Z', '1970-01-02T00:44:31Z'];
    expect(seconds.map((each) => dateAt(Date.parse(each)))).toEqual([
      '1970-01-01',
      '1970-01-02',
      '1970-01-02',
    ]);
  });

  it('must be an IANA name', () => {
    expect(() => createTimeZone('Europe/Atlantis')).toThrow(RangeError);
  });
});
