import type { Page } from './search.ts';

/**
 * A built page, as the search sees it.
 *
 * @param path of the page, from the site's root
 * @param html of the page
 * @param markdown its twin, which has no controls and keeps values apart from labels
 * @param keywords out of the front matter of a guide
 */
export function pageOf(path: string, html: string, markdown: string): Page {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const [, title = ''] = /^# (.+)$/m.exec(markdown) ?? [];
  const headings = [...main.matchAll(/<h[23][^>]*\sid="([^"]+)"[^>]*>(.*?)<\/h[23]>/gs)].map(
    ([, id = '', inner = '']) => ({ id, text: textOf(inner) }),
  );
  const properties = main.matchAll(
    /<div class="property" id="(?:property|request|parameter|response-\w+)-([^"]+)"/g,
  );
  return {
    path,
    title: plain(title),
    description: metadata(html, 'description'),
    headings,
    name: /^\/reference\/(?:operations|webhooks|errors|schemas)\/([^/]+)\/$/.exec(path)?.[1] ?? '',
    endpoint: /^[A-Z]+ `\/[^`]*`$/m.exec(markdown)?.[0].replaceAll('`', '') ?? '',
    status: /Status <span class="status">(\d+)</.exec(main)?.[1] ?? '',
    properties: [...new Set([...properties].map(([, id = '']) => id.split('-').at(-1)))].join(' '),
    keywords: metadata(html, 'keywords'),
    text: plain(markdown),
  };
}

function metadata(html: string, name: string): string {
  const [, content = ''] = new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(html) ?? [];
  return textOf(content);
}

const entities: Record<string, string> = { quot: '"', '#39': "'", amp: '&', lt: '<', gt: '>' };

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (entity, name) => entities[name] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();

/** Markdown without links' targets and markup. */
const plain = (markdown: string): string =>
  markdown
    .replace(/\]\([^)]*\)/g, '] ')
    .replace(/[`*#[\]\\|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
