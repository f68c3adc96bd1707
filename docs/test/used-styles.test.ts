import { describe, expect, it } from 'vitest';
import { namesIn, usedOf } from '../src/site/build/used-styles.ts';

const used = (css: string, html: string, ...added: string[]) => usedOf(css, namesIn(html, added));

describe('the styles of a page', () => {
  it.each([
    '*{a:b}',
    ':root,::backdrop{a:b}',
    'p{a:b}',
    '.one p{a:b}',
    '#three>.one+p:hover::before{a:b}',
    '.md\\:two{a:b}',
    'p:where(.one){a:b}',
    'p:not(.other){a:b}',
    ':is(.one,.other){a:b}',
    'p:has(>.one){a:b}',
    'p[data-other=".other"]{a:b}',
    '@media print{.one{a:b}}',
    '@keyframes turn{from{a:b}to{a:c}}',
    '@font-face{a:b}',
  ])('have %s, which may match something on it', (css) => {
    expect(used(css, '<div id="three" class="one md:two"><p>Other</p></div>')).toBe(css);
  });

  it.each([
    '.other{a:b}',
    '#other{a:b}',
    'ul{a:b}',
    '.one .other{a:b}',
    'p:where(.other){a:b}',
    'p:where(:not(p) .other):hover{a:b}',
    'p:has(.other){a:b}',
    '@layer base{@media print{.other{a:b}}}',
  ])('are without %s, which matches nothing there', (css) => {
    expect(used(css, '<p class="one">Text</p>')).toBe('');
  });

  it('lose of a rule for several what is not there', () => {
    expect(used('.one,.other{a:b}', '<p class="one">Text</p>')).toBe('.one{a:b}');
  });

  it('have what a script may add', () => {
    expect(used('mark.hit{a:b}', '<p>Text</p>', 'make("mark", "hit")')).toBe('mark.hit{a:b}');
  });
});
