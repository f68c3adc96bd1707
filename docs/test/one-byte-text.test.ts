import { expect, it } from 'vitest';
import { inOneByteText } from '../src/site/build/one-byte-text.ts';
import { pages } from './all-pages.ts';

it('a page says the same with references in place of what needs two bytes', () => {
  expect(inOneByteText('<p title="“a”">Überall … 🌍</p>')).toBe(
    '<p title="&#8220;a&#8221;">Überall &#8230; &#127757;</p>',
  );
});

it('scripts and styles stay as they are, for they know no references', () => {
  const html = '<style>a::after{content:"…"}</style>…<script type="module">"…"</script>';
  expect(inOneByteText(html)).toBe(html.replace('>…<', '>&#8230;<'));
});

it('no page has a text that needs two bytes', () => {
  const twoBytes = /[^\0-\xff]/u;
  const texts = pages.map(({ path, html }) => [
    path,
    html.replace(/<(script|style)[\s\S]*?<\/\1>/g, ''),
  ]);
  expect(texts.filter(([, text]) => twoBytes.test(text ?? '')).map(([path]) => path)).toEqual([]);
  expect(texts.some(([, text]) => text?.includes('&#8230;'))).toBe(true);
});
