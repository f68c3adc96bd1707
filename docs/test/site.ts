// The built site, as the tests read it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CheerioAPI, load } from 'cheerio';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** A page of a built site: its path from the site's root, its source and its parsed form. */
export interface Page {
  path: string;
  html: string;
  $: CheerioAPI;
}

/** Every page below a folder of built files. */
export function pagesOf(dist: string): Page[] {
  if (!existsSync(dist)) throw new Error('The site is not built. Run: node scripts/build.ts');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => {
      const html = readFileSync(path.join(dist, file), 'utf8');
      const address = `/${file.split(path.sep).join('/')}`.replace(/index\.html$/, '');
      return { path: address, html, $: load(html) };
    });
}

export const dist = path.join(root, 'dist');
export const pages = pagesOf(dist);

/** The page at a path, such as `/reference/`. */
export function pageAt(address: string): Page {
  const page = pages.find((candidate) => candidate.path === address);
  if (!page) throw new Error(`There is no page at ${address}`);
  return page;
}

/** The text of a part of the page, white space folded. */
export function textOf({ $ }: Page, selector = 'main'): string {
  return fold($(selector).text());
}

export const fold = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The text of Markdown that has no markup but code, emphasis and links. */
export const plain = (markdown: string) =>
  fold(markdown.replace(/\*\*|`/g, '').replace(/^#+ /gm, ''));

/** The element with this id: ids of the contract hold dots and other signs of CSS selectors. */
export function byId({ $ }: Page, id: string) {
  return $(`[id=${JSON.stringify(id)}]`);
}

/** What a page of an operation may weigh, compressed, however many there are. */
export const heaviest = 40 * 1024;
