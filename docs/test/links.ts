import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from './site.ts';

/** Links of a built site that lead nowhere: to no file, or to no element of a page. */
export function brokenLinks(dist: string, pages: Page[], base = '/'): string[] {
  const idsOf = new Map(pages.map(({ path, $ }) => [path, new Set(attributes($, 'id'))]));
  // A link from the root leads to the same from everywhere.
  const known = new Map<string, boolean>();
  return pages.flatMap((page) =>
    [...new Set([...attributes(page.$, 'href'), ...attributes(page.$, 'src')])]
      .filter((link) => !/^(https?:|data:|mailto:)/.test(link))
      .filter(
        (link) => !(link.startsWith('/') ? resolvesAnywhere(link, page) : resolves(link, page)),
      )
      .map((link) => `${page.path} → ${link}`),
  );

  function resolvesAnywhere(link: string, from: Page): boolean {
    const found = known.get(link) ?? resolves(link, from);
    known.set(link, found);
    return found;
  }

  function resolves(link: string, from: Page): boolean {
    const url = new URL(link, `http://site${base}${from.path.slice(1)}`);
    if (!url.pathname.startsWith(base)) return false;
    const target = `/${decodeURIComponent(url.pathname.slice(base.length))}`;
    const ids = idsOf.get(target);
    if (!ids) return path.extname(target) !== '' && existsSync(path.join(dist, target));
    const id = decodeURIComponent(url.hash.slice(1));
    return id === '' || ids.has(id);
  }
}

function attributes($: Page['$'], name: string): string[] {
  // Every page has the entries of all pages in its sidebar: there are as many as pages, squared.
  return $(`[${name}]`)
    .toArray()
    .map((element) => ('attribs' in element ? element.attribs[name] : undefined) ?? '');
}
