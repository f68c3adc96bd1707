import { existsSync } from 'node:fs';
import path from 'node:path';
import { byId, type Page } from './site.js';

/** Links of a built site that lead nowhere: to no file, or to no element of a page. */
export function brokenLinks(dist: string, pages: Page[], base = '/'): string[] {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  return pages.flatMap((page) =>
    page
      .$('[href], [src]')
      .toArray()
      .map((element) => element.attribs['href'] ?? element.attribs['src'] ?? '')
      .filter((link) => !/^(https?:|data:|mailto:)/.test(link))
      .filter((link) => !resolves(link, page))
      .map((link) => `${page.path} → ${link}`),
  );

  function resolves(link: string, from: Page): boolean {
    const url = new URL(link, `http://site${base}${from.path.slice(1)}`);
    if (!url.pathname.startsWith(base)) return false;
    const target = `/${decodeURIComponent(url.pathname.slice(base.length))}`;
    const page = byPath.get(target);
    if (!page) return path.extname(target) !== '' && existsSync(path.join(dist, target));
    const id = decodeURIComponent(url.hash.slice(1));
    return id === '' || byId(page, id).length > 0;
  }
}
