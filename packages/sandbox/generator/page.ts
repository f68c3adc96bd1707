import { readFileSync } from 'node:fs';
import module from 'node:module';

// The types are those of an older Node, which does not have it.
const { stripTypeScriptTypes } = module as unknown as {
  stripTypeScriptTypes(code: string): string;
};

/** The page that shows the sandbox, as texts: what runs in a page is no module of this package. */
export function generatePage(): string {
  const read = (name: string) => readFileSync(new URL(`../page/${name}`, import.meta.url), 'utf8');
  const js = stripTypeScriptTypes(read('page.ts'))
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n');
  const texts = { html: read('page.html'), css: read('page.css'), js };
  return `// Made by packages/sandbox/generator/page.ts from packages/sandbox/page/. Do not edit.
export const page = ${JSON.stringify(texts, null, 2)};
`;
}
