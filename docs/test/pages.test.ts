import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { digest, document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { operation } from '../src/site/navigation/addresses.ts';
import { pages } from './all-pages.ts';
import { brokenLinks } from './links.ts';
import { dist, fold, heaviest, type Page, pageAt, textOf } from './site.ts';

describe('every page', () => {
  it('leads only to pages, files and anchors that exist', () => {
    expect(brokenLinks(dist, pages)).toEqual([]);
  });

  it('loads nothing from another host', () => {
    const loaded = pages.flatMap(({ $ }) =>
      $(
        'script[src], img[src], iframe[src], source[src], link[rel~=stylesheet], link[rel~=icon], link[rel*=preload]',
      )
        .toArray()
        .map((element) => element.attribs['src'] ?? element.attribs['href'] ?? ''),
    );
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((link) => /^(https?:)?\/\//.test(link))).toEqual([]);
    const files = new Set(loaded.filter((link) => link.endsWith('.css')));
    const styles = new Set([
      ...[...files].map((file) => readFileSync(path.join(dist, file), 'utf8')),
      ...pages.map(({ $ }) => $('style').text()),
    ]);
    for (const css of styles) expect(css).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
  });

  it('has its text in the HTML: one heading of the first level, and no island', () => {
    for (const page of pages) {
      expect(page.$('main h1').length, page.path).toBe(1);
      expect(textOf(page).length, page.path).toBeGreaterThan(60);
      expect(page.$('astro-island').length, page.path).toBe(0);
    }
  });

  it('is first painted when its text begins: it waits for an element that it has', () => {
    for (const { $, path: address } of pages) {
      const awaited = $('head link[rel=expect][blocking=render]').attr('href');
      expect($(`main ${awaited}`).length, address).toBe(1);
    }
  });

  it('uses each id once', () => {
    for (const { $, path: address } of pages) {
      const ids = $('main [id]')
        .toArray()
        .map((element) => element.attribs['id']);
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        address,
      ).toEqual([]);
    }
  });

  it('gives each link, button, field and picture a name, and skips no level of headings', () => {
    const faults = pages.flatMap((page) => [...nameless(page), ...skippedLevels(page)]);
    expect(faults).toEqual([]);
  });

  it("says the contract's version and digest in its footer", () => {
    for (const page of pages) {
      const footer = textOf(page, '.site-footer');
      expect(footer).toContain(document.info.version);
      expect(footer).toContain(digest.slice(0, 12));
    }
  });

  it('has a description of its own', () => {
    const descriptions = pages.map(({ $ }) => $('meta[name=description]').attr('content') ?? '');
    expect(descriptions.filter((description) => description.trim() === '')).toEqual([]);
  });
});

describe('the pages of operations', () => {
  const addresses = pages
    .map((page) => page.path)
    .filter((address) => address.startsWith(operation('').slice(0, -1)));

  it.each(addresses)('%s weighs at most 40 KB with all that it loads', (address) => {
    expect(weightOf(address)).toBeLessThanOrEqual(heaviest);
  });
});

describe('downloads', () => {
  it.each(['openapi.json', 'openapi.yaml'])('%s is the bundled contract, byte for byte', (file) => {
    const bundled = new URL(import.meta.resolve(`@connect-api/spec/${file}`));
    expect(readFileSync(path.join(dist, file)).equals(readFileSync(bundled))).toBe(true);
  });
});

/** What a screen reader would call "link" or "button" and nothing more. */
function nameless({ $, path: address }: Page): string[] {
  const isNamed = (element: Parameters<typeof $>[0]) => {
    const one = $(element);
    const names = [one.attr('aria-label'), one.attr('aria-labelledby'), one.attr('title')];
    const inside = one
      .find('img, svg')
      .toArray()
      .map((picture) => $(picture).attr('alt') ?? $(picture).attr('aria-label'));
    const label = one.attr('id') && $(`label[for=${JSON.stringify(one.attr('id'))}]`).text();
    const wrapping = one.is('input, select, textarea') && one.closest('label').text();
    return [...names, ...inside, label, wrapping, one.is('a, button, summary') && one.text()].some(
      (name) => name && fold(name) !== '',
    );
  };
  const controls = $('a[href], button, summary, input:not([type=hidden]), select, textarea')
    .toArray()
    .filter((element) => !isNamed(element));
  const pictures = $('img:not([alt])').toArray();
  return [...controls, ...pictures].map((element) => `${address}: ${$.html(element)}`);
}

function skippedLevels({ $, path: address }: Page): string[] {
  const headings = $('main :is(h1, h2, h3, h4, h5, h6)').toArray();
  return headings
    .filter(
      (heading, index) => Number(heading.name[1]) > Number(headings[index - 1]?.name[1] ?? 0) + 1,
    )
    .map((heading) => `${address}: ${$.html(heading)}`);
}

/** The gzip bytes of a page and of the styles and scripts it loads, imports included. */
function weightOf(address: string): number {
  const { html, $ } = pageAt(address);
  const queue = $('link[rel~=stylesheet], script[src], link[rel~=modulepreload], link[rel~=icon]')
    .toArray()
    .map((element) => element.attribs['href'] ?? element.attribs['src'] ?? '');
  const files = new Set<string>();
  for (const file of queue) {
    if (files.has(file)) continue;
    files.add(file);
    const source = file.endsWith('.js') ? readFileSync(path.join(dist, file), 'utf8') : '';
    for (const [, name] of source.matchAll(/(?:from|^import)\s*["'](\.[^"']+\.js)["']/gm)) {
      queue.push(path.posix.join(path.posix.dirname(file), name ?? ''));
    }
  }
  const contents = [
    Buffer.from(html),
    ...[...files].map((file) => readFileSync(path.join(dist, file))),
  ];
  return contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
}
