// The built site, as the tests read it.
import { fileURLToPath } from 'node:url';
import { pageAt as findPage, fold, type Page, byId as selectorOf } from '../testing/pages.ts';

export { dist, fold, type Page, pagesOf, plain } from '../testing/pages.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The page at a path, such as `/reference/`. */
export function pageAt(address: string): Page {
  const page = findPage(address);
  if (!page) throw new Error(`There is no page at ${address}`);
  return page;
}

/** The text of a part of the page, white space folded. */
export function textOf({ $ }: Page, selector = 'main'): string {
  return fold($(selector).text());
}

/** The element with this id. */
export function byId({ $ }: Page, id: string) {
  return $(selectorOf(id));
}

/** What a page of an operation may weigh, compressed, however many there are. */
export const heaviest = 40 * 1024;
