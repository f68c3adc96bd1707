import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { kinds, operationPages } from './paths.js';
import { type BrowserResponse, phone, urlOf, visit } from './visit.js';

describe('each kind of page', { timeout: 60_000 }, () => {
  // After each test it is checked that nothing failed, that the policy stopped nothing, and that
  // nothing was asked of another host.
  it('loads without an error and from its own host alone', async () => {
    const page = await visit('/404.html');
    for (const path of kinds) {
      await page.goto(urlOf(path));
      expect(await page.locator('h1').first().isVisible(), path).toBe(true);
    }
  });

  it('can be read without JavaScript, on a phone', async () => {
    const page = await visit('/404.html', { javaScriptEnabled: false, viewport: phone });
    for (const path of kinds) {
      await page.goto(urlOf(path));
      const texts = page.locator('main').locator('h1, h2, h3, p, li, dt, td, pre');
      const { shown, hidden } = await texts.evaluateAll((all) => {
        const visible = all.filter((element) => element.checkVisibility());
        // What can be unfolded, and the languages of samples, which CSS alone switches.
        const hidden = all.filter(
          (element) =>
            !visible.includes(element) &&
            !element.closest('details, [data-language], [role=status]'),
        );
        return { shown: visible.length, hidden: hidden.map((element) => element.textContent) };
      });
      expect(shown, path).toBeGreaterThan(1);
      expect(hidden, path).toEqual([]);
    }
  });
});

describe.each(operationPages)('%s', { timeout: 60_000 }, (path) => {
  it('moves at most 40 KB before the reader does anything', async () => {
    const responses: BrowserResponse[] = [];
    const page = await visit(path, { onResponse: (response) => responses.push(response) });
    await page.waitForLoadState('networkidle');
    const bodies = await Promise.all(responses.map((response) => response.body()));
    const sizes = bodies.map((body) => gzipSync(body).length);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(40 * 1024);
  });
});
