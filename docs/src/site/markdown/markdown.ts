import { createMarkdownProcessor } from '@astrojs/markdown-remark';
import { plainWords } from '@connect-api/spec/markdown';
import { shikiConfig } from './code.ts';
import { once } from './once.ts';
import { linkNames, linkSections, namedParagraphs, withBase } from './rehype.ts';

const processor = createMarkdownProcessor({
  smartypants: false,
  shikiConfig,
  rehypePlugins: [linkNames, linkSections, namedParagraphs, withBase],
});

/** Renders a description of the contract. */
export const renderMarkdown = once(async (text: string) => {
  const { code, metadata } = await (await processor).render(text);
  return { html: code, headings: metadata.headings };
});

/** The first sentence of a description without its markup, for a page's metadata. */
export function firstSentence(text: string): string {
  const plain = plainWords(text, 'first');
  return /^.*?[.?](?=\s|$)/.exec(plain)?.[0] ?? plain;
}
