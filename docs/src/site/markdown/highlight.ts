import { createShikiHighlighter } from '@astrojs/markdown-remark';
import { shikiConfig } from './code.ts';
import { once } from './once.ts';

const { theme, transformers } = shikiConfig;
const highlighter = createShikiHighlighter({ theme });

/** Code as HTML, in the look that Markdown's code blocks have. */
export const highlight = once(
  async (code: string, lang: string): Promise<string> =>
    (await highlighter).codeToHtml(code, lang, { transformers }),
);
