import { codeToHtml, createCssVariablesTheme } from 'shiki';
import { shikiConfig } from './code.ts';
import { once } from './once.ts';

// What Astro makes of the theme's name in Markdown.
const theme = createCssVariablesTheme({ variablePrefix: '--astro-code-' });
const { transformers } = shikiConfig;

/** Code as HTML, in the look that Markdown's code blocks have. */
export const highlight = once(
  (code: string, lang: string): Promise<string> =>
    codeToHtml(code.replace(/\n$/, ''), { lang, theme, transformers }),
);
