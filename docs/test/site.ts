// The built site, as the tests read it.
import { fileURLToPath } from 'node:url';
import { pageAt as findPage, fold, type Page } from '../testing/pages.ts';

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

const elementsWithIds = ({ $ }: Page) => $('[id]').toArray();
const known: WeakMap<Page, Map<string, ReturnType<typeof elementsWithIds>>> = new WeakMap();

/** The elements with this id: one, if all is right. A page is searched once: tests ask for hundreds of its ids. */
export function byId(page: Page, id: string) {
  const elements = known.get(page) ?? new Map();
  if (!known.has(page))
    for (const element of elementsWithIds(page)) {
      const { id: own = '' } = element.attribs;
      elements.set(own, [...(elements.get(own) ?? []), element]);
    }
  known.set(page, elements);
  return page.$(elements.get(id) ?? []);
}

/** What a page of an operation may weigh, compressed, however many there are. */
export const heaviest = 40 * 1024;
