import { readFileSync } from 'node:fs';
import { transformSync } from 'rolldown/utils';

/** The page that shows the sandbox, as texts: what runs in a page is no module of this package. */
export function generatePage(): string {
  const read = (name: string) => readFileSync(new URL(`../page/${name}`, import.meta.url), 'utf8');
  const { code, errors } = transformSync('page.ts', read('page.ts'));
  if (errors[0]) throw new Error(`page/page.ts: ${errors[0].message}`);
  const texts = { html: read('page.html'), css: read('page.css'), js: code };
  return `// Made by packages/sandbox/generator/page.ts from packages/sandbox/page/. Do not edit.
export const page = ${JSON.stringify(texts, null, 2)};
`;
}
