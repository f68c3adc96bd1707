import { createShikiHighlighter } from '@astrojs/markdown-remark';
import { shikiConfig } from './code.js';

const { theme, transformers } = shikiConfig;
const highlighter = createShikiHighlighter({ theme });

/** Code as HTML, in the look that Markdown's code blocks have. */
export async function highlight(code: string, lang: 'json' | 'sh' | 'ts'): Promise<string> {
  return (await highlighter).codeToHtml(code, lang, { transformers });
}
