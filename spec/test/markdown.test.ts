import { describe, expect, it } from 'vitest';
import { plainWords } from '../lib/markdown.ts';

describe('the plain words of a text', () => {
  it.each([
    ['emphasis', 'A *big*, **very** big, ~~old~~ one.', 'A big, very big, old one.'],
    ['stars that are none', 'Of 5 * 3 and \\*/ and a_b_c.', 'Of 5 * 3 and */ and a_b_c.'],
    ['code', 'With `<b>` and `` a`b ``.', 'With <b> and a`b.'],
    ['links', 'See [a *page*](https://a.test), [it][a].\n\n[a]: https://b.test', 'See a page, it.'],
    ['references of characters', '&lt; 5 &amp; &#9731;', '< 5 & ☃'],
    ['lines', 'One\ntwo\\\nthree', 'One two three'],
    ['lists', '- one\n- two\n  - three', 'one two three'],
    ['tables', '| a | b |\n| - | - |\n| 1 | 2 |', 'a b 1 2'],
    ['HTML', 'A <b>big</b> one.\n\n<hr>\n\nMore.', 'A big one. More.'],
    ['blocks of code', 'A:\n\n```js\nconst a = 1;\n```', 'A: const a = 1;'],
  ])('have no markup of %s', (_, text, words) => {
    expect(plainWords(text)).toBe(words);
  });

  it('are those of the first paragraph where only that is wanted', () => {
    expect(plainWords('| a |\n| - |\n\nOne *or*\ntwo.\n\nThree.', 'first')).toBe('One or two.');
    expect(plainWords('- one\n- two', 'first')).toBe('one two');
    expect(plainWords('', 'first')).toBe('');
  });
});
