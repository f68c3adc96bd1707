import { describe, expect, it } from 'vitest';
import {
  mark,
  type ShownEntry,
  type ShownLink,
  shortened,
} from '../src/site/navigation/short-sidebar.ts';

const link = (number: number, current?: number): ShownLink => ({
  type: 'link',
  label: `${number}`,
  href: `/${number}/`,
  isCurrent: number === current,
  badge: undefined,
  attrs: {},
});
const links = (length: number, current?: number) =>
  Array.from({ length }, (_, number) => link(number, current));
const group = (entries: ShownEntry[], collapsed = true): ShownEntry => ({
  type: 'group',
  label: 'Boats',
  collapsed,
  entries,
});
/** What of one group is shown: the labels, and as which group it is marked. */
function shownOf(entry: ShownEntry | undefined) {
  const entries = entry?.type === 'group' ? entry.entries : [];
  const all = entries.filter((each) => each.type === 'link');
  return { labels: all.map(({ label }) => Number(label)), marked: all[0]?.attrs[mark] };
}
const shown = (entry: ShownEntry) => shownOf(shortened([entry])[0]);
const all = (length: number) => Array.from({ length }, (_, number) => number);

describe('a group of the sidebar', () => {
  it('of few entries is all there, open or not', () => {
    expect(shown(group(links(10)))).toEqual({ labels: all(10), marked: undefined });
    expect(shown(group(links(10), false))).toEqual({ labels: all(10), marked: undefined });
  });

  it('that is closed shows its first entry, and is marked', () => {
    expect(shown(group(links(11)))).toEqual({ labels: [0], marked: 0 });
  });

  it('that is closed leads to the list of all, where its first entry does not', () => {
    const listOf = (label: string) => (label === 'Boats' ? link(77) : undefined);
    expect(shownOf(shortened([group(links(11))], listOf)[0])).toEqual({ labels: [77], marked: 0 });
    expect(shownOf(shortened([group(links(3))], listOf)[0])).toMatchObject({ labels: [0, 1, 2] });
  });

  it('that has the page, or is open on every page, is all there', () => {
    expect(shown(group(links(60, 50)))).toEqual({ labels: all(60), marked: undefined });
    expect(shown(group(links(60), false))).toEqual({ labels: all(60), marked: undefined });
  });

  it.each([
    { page: 'another page', current: undefined, from: 1 },
    { page: 'its first page', current: 0, from: 1 },
    { page: 'a page in the middle', current: 800, from: 771 },
    { page: 'a page near the end', current: 1595, from: 1541 },
    { page: 'its last page', current: 1599, from: 1541 },
  ])('of very many shows the ends and 58 entries on $page', ({ current, from }) => {
    const near = all(58).map((index) => from + index);
    expect(shown(group(links(1600, current), false))).toEqual({
      labels: [0, ...near, 1599],
      marked: 0,
    });
  });

  it('is counted with the groups that it is in', () => {
    const inner = [group(links(3)), group(links(11))];
    const [, outer] = shortened([group(links(3)), group([link(1), ...inner])]);
    expect(outer?.type === 'group' && outer.entries.map(shownOf)).toEqual([
      { labels: [], marked: undefined },
      { labels: [0, 1, 2], marked: undefined },
      { labels: [0], marked: 3 },
    ]);
  });
});
