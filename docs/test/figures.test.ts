import { describe, expect, it } from 'vitest';
import { sectionsOf } from '../src/site/figures/sections.ts';
import { sequence } from '../src/site/figures/sequence.ts';
import { timeline } from '../src/site/figures/timeline.ts';
import { pages } from './all-pages.ts';

describe('a picture', () => {
  it('is a title and the lines below it', () => {
    expect(sectionsOf('One\n  a\n  b\n\nTwo\n  c\n')).toEqual([
      { title: 'One', lines: ['a', 'b'] },
      { title: 'Two', lines: ['c'] },
    ]);
  });

  it('tells a sequence in words, too', () => {
    const svg = sequence({ title: 'First', lines: ['client > API: A & B', 'API: works'] });
    expect(svg).toContain('aria-label="client to API: A &#38; B. API: works."');
  });

  it('tells a timeline in words, too, in the order of its dates', () => {
    const lines = ['2024-01-15 today', '2024-02-29 renewal', '2024-01-31 change'];
    const svg = timeline({ title: 'Upgrade', lines });
    expect(svg).toContain('"2024-01-15: today. 2024-01-31: change. 2024-02-29: renewal."');
  });

  it.each([
    [() => sequence({ title: 'First', lines: ['client API'] }), 'client API'],
    [() => timeline({ title: 'Upgrade', lines: ['15 January today'] }), '15 January today'],
    [() => timeline({ title: 'Upgrade', lines: ['2024-01-15 today'] }), 'Upgrade'],
  ])('says which line it cannot read', (draw, named) => {
    expect(draw).toThrow(named);
  });
});

describe('the pictures of the guides', () => {
  const drawn = pages.flatMap(({ $ }) =>
    $('.drawing')
      .toArray()
      .map((figure) => $(figure)),
  );

  it('have a title, words for those who do not see them, and numbers for coordinates', () => {
    expect(drawn.length).toBeGreaterThan(0);
    for (const figure of drawn) {
      expect(figure.find('figcaption').text()).not.toBe('');
      expect(figure.find('svg[role=img]').attr('aria-label')).toMatch(/\.$/);
      expect(figure.html()).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
