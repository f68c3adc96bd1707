// The pages of a built site, as the tests of this package and of others read them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { plainWords } from '@connect-api/spec/markdown';
import { type CheerioAPI, load } from 'cheerio';

/** A page of a built site: its path from the site's root, its source and its parsed form. */
export interface Page {
  path: string;
  html: string;
  $: CheerioAPI;
}

export const dist = fileURLToPath(new URL('../dist', import.meta.url));

const known: Map<string, Page> = new Map();

/** Every page below a folder of built files. */
export function pagesOf(dist: string): Page[] {
  if (!existsSync(dist)) throw new Error('The site is not built. Run: node scripts/build.ts');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => readPage(path.join(dist, file), addressOf(file)));
}

/** The page of the site at an address such as `/reference/` or `/404.html`, if there is one. */
export function pageAt(address: string): Page | undefined {
  const file = path.join(dist, address, address.endsWith('.html') ? '' : 'index.html');
  return existsSync(file) ? readPage(file, address) : undefined;
}

function readPage(file: string, address: string): Page {
  const page = known.get(file);
  if (page) return page;
  const html = readFileSync(file, 'utf8');
  const read = { path: address, html, $: load(html) };
  known.set(file, read);
  return read;
}

/** @param file from the root of the site */
function addressOf(file: string) {
  return `/${file.split(path.sep).join('/')}`.replace(/index\.html$/, '');
}

/** White space folded. */
export const fold = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The text of Markdown, white space folded. */
export const plain = (markdown: string) => plainWords(markdown);

/** The selector of an id: those of the contract hold dots and other signs of CSS selectors. */
export const byId = (id: string) => `[id=${JSON.stringify(id)}]`;
