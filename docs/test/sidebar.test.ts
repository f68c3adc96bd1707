import { describe, expect, it } from 'vitest';
import { nearby } from '../src/site/navigation/sidebar-nearby.ts';

const group = (length: number, current?: number) =>
  Array.from({ length }, (_, number) => ({ number, isCurrent: number === current }));
const numbers = (entries: { number: number }[]) => entries.map(({ number }) => number);

describe('a group of the sidebar', () => {
  it('shows all of a small contract', () => {
    expect(nearby(group(400, 7))).toEqual(group(400, 7));
  });

  it.each([
    { page: 'another page', current: undefined, from: 1 },
    { page: 'its first page', current: 0, from: 1 },
    { page: 'a page in the middle', current: 800, from: 601 },
    { page: 'a page near the end', current: 1595, from: 1201 },
    { page: 'its last page', current: 1599, from: 1201 },
  ])('of a huge one shows the ends and 398 entries on $page', ({ current, from }) => {
    const near = Array.from({ length: 398 }, (_, index) => from + index);
    expect(numbers(nearby(group(1600, current)))).toEqual([0, ...near, 1599]);
  });
});
