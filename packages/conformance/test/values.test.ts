// What the texts in braces of a case stand for.
import { describe, expect, it } from 'vitest';
import { fill, type Known, valueAt } from '../src/behaviour/values.js';
import type { Answer } from '../src/http.js';

const latest = {
  body: { updatedAt: '2024-01-31T23:30:00Z', activatedAt: '2023-10-31T12:00:00Z' },
} as unknown as Answer;

const known: Known = {
  timeZone: 'Europe/Berlin',
  subjects: { it: { name: 'Argo', billingCycle: { period: 'MONTHLY', interval: 1 } } },
  latest,
  begun: '2024-12-31T23:30:00Z',
};

describe('a text in braces', () => {
  it.each([
    ['{it.name}', 'Argo'],
    ['{today}', '2024-02-01'],
    ['{today+1}', '2024-02-02'],
    ['{today-1}', '2024-01-31'],
    ['{nextMonth}', '2024-03-01'],
    ['{monthEnd}', '2025-02-28'],
    ['{monthStart}', '2025-03-01'],
    ['{yearEnd}', '2025-12-31'],
    ['{renewal}', '2024-02-29'],
    ['{renewal 2125-02-10}', '2125-02-28'],
    ['{it.name} and more', '{it.name} and more'],
    ['more {it.name}', 'more {it.name}'],
    ['', ''],
  ])('%s is %s', (text, value) => {
    expect(fill(text, known)).toBe(value);
  });

  it('of a renewal is the first one after today, counted from the day of the activation there', () => {
    const renewal = (updatedAt: string, activatedAt: string) =>
      fill('{renewal}', { ...known, latest: { body: { updatedAt, activatedAt } } as never });
    expect(renewal('2024-03-31T12:00:00Z', '2023-10-31T12:00:00Z')).toBe('2024-04-30');
    expect(renewal('2024-03-31T12:00:00Z', '2023-10-31T23:30:00Z')).toBe('2024-04-01');
  });

  it('is found however deep it stands, and nothing else is changed', () => {
    const value = { list: ['{it.name}', 1, null, true], of: { it: '{today}' } };
    expect(fill(value, known)).toEqual({ list: ['Argo', 1, null, true], of: { it: '2024-02-01' } });
  });

  it.each<[string, Partial<Known>, string]>([
    ['{it.mast}', {}, 'its subject has no mast'],
    ['{boat.name}', {}, 'its subject has no name'],
    ['{monthEnd}', { begun: undefined }, 'no hook now'],
    ['{today}', { latest: undefined }, 'no answer told today’s date by its updatedAt'],
    [
      '{today}',
      { latest: { body: undefined } as never },
      'no answer told today’s date by its updatedAt',
    ],
    ['{renewal}', { latest: undefined }, 'no answer told today’s date by its activatedAt'],
  ])('%s that is not known leaves its case unchecked', (text, change, reason) => {
    expect(() => fill(text, { ...known, ...change })).toThrow(reason.replace('’', "'"));
  });

  it('that nobody knows is a mistake of the case', () => {
    expect(() => fill('{tomorrow}', known)).toThrow(
      'A case has the unknown expression {tomorrow}.',
    );
  });
});

it('a path leads into a body, as far as there is one', () => {
  const body = { a: { b: [{ c: 0 }] } };
  expect(['a.b.0.c', 'a.x.y', 'z'].map((path) => valueAt(body, path))).toEqual([
    0,
    undefined,
    undefined,
  ]);
  expect(valueAt(null, 'a')).toBeUndefined();
});
