import { describe, expect, it } from 'vitest';
import { nearby } from '../src/site/navigation/sidebar-nearby.ts';

const group = (length: number, current?: number) =>
  Array.from({ length }, (_, number) => ({ number, isCurrent: number === current }));
const numbers = (entries: { number: number }[]) => entries.map(({ number }) => number);

describe('a group of the sidebar', () => {
  it('shows all of a small contract', () => {
    expect(nearby(group(50, 7))).toEqual(group(50, 7));
  });

  it.each([
    { page: 'another page', current: undefined, from: 1 },
    { page: 'its first page', current: 0, from: 1 },
    { page: 'a page in the middle', current: 200, from: 176 },
    { page: 'a page near the end', current: 395, from: 351 },
    { page: 'its last page', current: 399, from: 351 },
  ])('shows the ends and 48 entries on $page', ({ current, from }) => {
    const near = Array.from({ length: 48 }, (_, index) => from + index);
    expect(numbers(nearby(group(400, current)))).toEqual([0, ...near, 399]);
  });
});
