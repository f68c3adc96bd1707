import { describe, expect, it } from 'vitest';
import { addAxe, colourViolations, ruleViolations } from './axe.js';
import { alike, kinds, operationPages } from './paths.js';
import { type BrowserPage, phone, urlOf, visit } from './visit.js';

// Loading a page, and axe into it, costs several times what its rules do. So one page stays open and
// shows the content of each page in turn; what a page does when it is loaded is tested by kinds.ts.
describe('every page', { timeout: 120_000 }, () => {
  const [first = ''] = operationPages;
  const all = [
    ...kinds.map((path) => ({ path, part: 'body' as const })),
    ...alike.map((path) => ({ path, part: 'main' as const })),
  ];

  it('breaks no rule of axe, in light and in dark', async () => {
    const page = await visit(first, { bypassCSP: true });
    await addAxe(page);
    const looks = new Set<string>();
    const violations: string[] = [];
    for (const { path, part } of all) {
      await show(page, path, part);
      violations.push(
        ...(await ruleViolations(page, part === 'body' ? undefined : part)),
        ...(await colourViolations(page, 'light', looks, part)),
        ...(await colourViolations(page, 'dark', looks, part)),
      );
    }
    expect(violations).toEqual([]);
    expect(looks.size).toBeGreaterThan(20);
  });

  it('is no wider than a phone', async () => {
    const page = await visit(first, { bypassCSP: true, viewport: phone });
    const tooWide: string[] = [];
    for (const { path, part } of all) {
      await show(page, path, part);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > phone.width) tooWide.push(`${path} is ${width} pixels wide`);
    }
    expect(tooWide).toEqual([]);
  });
});

/** Puts a part of another page into the one that is open, with all unfolded that can be. */
async function show(page: BrowserPage, path: string, part: 'body' | 'main'): Promise<void> {
  await page.evaluate(
    async ({ url, part }) => {
      const html = await (await fetch(url)).text();
      const next = new DOMParser().parseFromString(html, 'text/html');
      for (const { name, value } of next.documentElement.attributes) {
        if (name !== 'data-theme') document.documentElement.setAttribute(name, value);
      }
      document.title = next.title;
      document.querySelector(part)?.replaceWith(next.querySelector(part) as Element);
      history.replaceState(null, '', url);
      for (const details of document.querySelectorAll<HTMLDetailsElement>('main details')) {
        details.open = true;
      }
    },
    { url: urlOf(path), part },
  );
}
