import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { brokenLinks } from './links.js';
import { type Page, pagesOf, root } from './site.js';

const base = '/partners/connect/';
const site = 'https://docs.example.com';
const outDir = path.join(root, '.astro/subpath');
let pages: Page[];

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [path.join(root, 'scripts/build.js')], {
    // Not the tests' own environment: vitest sets BASE_URL and NODE_ENV, which Astro reads.
    env: {
      PATH: process.env['PATH'],
      BASE_PATH: base.slice(0, -1),
      SITE_URL: site,
      OUT_DIR: outDir,
    },
  });
  pages = pagesOf(outDir);
}, 180_000);

describe('a site built for a subpath', () => {
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

  it('searches its own index', () => {
    expect(pages.every((page) => page.$(`site-search[data-base="${base}"]`).length === 1)).toBe(
      true,
    );
  });
});
