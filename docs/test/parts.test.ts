import { describe, expect, it } from 'vitest';
import { partsOf } from '../src/site/build/parts.ts';

const link = (name: string) => ({ label: name, link: `/${name}/` });
const group = (label: string, ...names: string[]) => ({ label, items: names.map(link) });
const short = () => 1_000;

describe('the parts of what programs read', () => {
  it('are the groups of the sidebar and those within them, each page once', () => {
    const sidebar = [
      { label: 'Guides', items: [link('one')] },
      { label: 'Reference', items: [link('all'), group('Subscriptions', 'read', 'end')] },
    ];
    expect(partsOf(sidebar, short)).toEqual([
      { file: 'llms-guides.txt', label: 'Guides', links: [link('one')] },
      { file: 'llms-reference.txt', label: 'Reference', links: [link('all')] },
      {
        file: 'llms-subscriptions.txt',
        label: 'Subscriptions',
        links: [link('read'), link('end')],
      },
    ]);
  });

  it('leave out a group that has no page of its own', () => {
    const sidebar = [{ label: 'Reference', items: [group('Subscriptions', 'read')] }];
    expect(partsOf(sidebar, short).map(({ label }) => label)).toEqual(['Subscriptions']);
  });

  it('come in pieces of at most 256 Ki characters, a longer page alone', () => {
    const lengths: Record<string, number> = {
      '/half/': 128 * 1024,
      '/rest/': 128 * 1024,
      '/more/': 1,
      '/long/': 300 * 1024,
      '/last/': 1,
    };
    const sidebar = [group('Subscriptions', 'half', 'rest', 'more', 'long', 'last')];
    expect(partsOf(sidebar, (each) => lengths[each] ?? 0)).toEqual([
      {
        file: 'llms-subscriptions-1.txt',
        label: 'Subscriptions, 1 of 4',
        links: [link('half'), link('rest')],
      },
      { file: 'llms-subscriptions-2.txt', label: 'Subscriptions, 2 of 4', links: [link('more')] },
      { file: 'llms-subscriptions-3.txt', label: 'Subscriptions, 3 of 4', links: [link('long')] },
      { file: 'llms-subscriptions-4.txt', label: 'Subscriptions, 4 of 4', links: [link('last')] },
    ]);
  });

  it('have files of their own, whatever the tags are called', () => {
    const labels = ['Add-ons', 'Add ons', 'add_ons 2', 'Full', 'Gespräche', '請求', '?'];
    const files = partsOf(
      labels.map((label) => group(label, label)),
      short,
    ).map(({ file }) => file);
    expect(files).toEqual([
      'llms-add-ons.txt',
      'llms-add-ons-2.txt',
      'llms-add-ons-2-2.txt',
      'llms-full-2.txt',
      'llms-gesprache.txt',
      'llms-part.txt',
      'llms-part-2.txt',
    ]);
  });
});
