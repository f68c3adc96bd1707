import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { placeFrom, placeholder, placeSite } from '../scripts/place-site.ts';
import { brokenLinks } from './links.ts';
import { dist, type Page, pageAt, pagesOf, root } from './site.ts';

const base = '/partners/connect/';
const site = 'https://docs.example.com';
const outDir = path.join(root, '.astro/subpath');
let pages: Page[];

beforeAll(async () => {
  await placeSite(outDir, placeFrom({ BASE_PATH: base.slice(0, -1), SITE_URL: site }));
  pages = pagesOf(outDir);
});

describe('a site for a subpath', () => {
  it('has only links that resolve under it', () => {
    expect(pages.length).toBeGreaterThan(10);
    expect(brokenLinks(outDir, pages, base)).toEqual([]);
  });

  it('says its addresses in canonical links and in a sitemap', () => {
    const sitemap = readFileSync(path.join(outDir, 'sitemap-0.xml'), 'utf8');
    for (const page of pages.filter((page) => page.path !== '/404.html')) {
      const address = `${site}${base}${page.path.slice(1)}`;
      expect(page.$('link[rel=canonical]').attr('href')).toBe(address);
      expect(sitemap).toContain(`<loc>${address}</loc>`);
    }
  });

  it('says the addresses of its Markdown twins with host and base', () => {
    const home = readFileSync(path.join(outDir, 'index.md'), 'utf8');
    const index = readFileSync(path.join(outDir, 'llms.txt'), 'utf8');
    for (const text of [home, index]) {
      const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '');
      expect(targets.length).toBeGreaterThan(0);
      for (const target of targets) {
        expect(target).toMatch(RegExp(`^${site}${base}`));
        expect(existsSync(path.join(outDir, target.slice(`${site}${base}`.length)))).toBe(true);
      }
    }
  });

  it('says nothing of the place that it was built for, nor does its search index', () => {
    const files = readdirSync(outDir, { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      const bytes = readFileSync(path.join(file.parentPath, file.name));
      const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
      const text = (zipped ? gunzipSync(bytes) : bytes).toString('latin1');
      for (const said of Object.values(placeholder)) {
        expect(text.includes(said.replace(/^\/|\/$/g, '')), file.name).toBe(false);
      }
    }
  });

  it('searches its own index', () => {
    expect(pages.every((page) => page.$(`site-search[data-base="${base}"]`).length === 1)).toBe(
      true,
    );
  });
});

describe('a site without a host', () => {
  it('says no whole addresses of its own', () => {
    expect(existsSync(path.join(dist, 'sitemap-0.xml'))).toBe(false);
    const { $ } = pageAt('/guides/errors/');
    expect($('link[rel=canonical], link[rel=sitemap], meta[property="og:url"]').length).toBe(0);
    expect($('link[rel=alternate]').attr('href')).toBe('/guides/errors.md');
  });

  it('wants an address where it is told one', () => {
    expect(() => placeFrom({ SITE_URL: 'docs.example.com' })).toThrow(/https:.*"docs.example.com"/);
  });
});
