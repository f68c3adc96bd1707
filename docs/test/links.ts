import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from './site.ts';

/** Links of a built site that lead nowhere: to no file, or to no element of a page. */
export function brokenLinks(dist: string, pages: Page[], base = '/'): string[] {
  const idsOf = new Map(pages.map(({ path, $ }) => [path, new Set(attributes($, 'id'))]));
  return pages.flatMap((page) =>
    [...new Set([...attributes(page.$, 'href'), ...attributes(page.$, 'src')])]
      .filter((link) => !/^(https?:|data:|mailto:)/.test(link))
      .filter((link) => !resolves(link, page))
      .map((link) => `${page.path} → ${link}`),
  );

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
  return $(`[${name}]`)
    .map((_, element) => $(element).attr(name))
    .get();
}
