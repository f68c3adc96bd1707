// axe-core on the page that is open. Its rules take a second on a large page, and most of that is the
// contrast of each piece of text; so contrast is checked once for each distinct combination of
// colours, size and weight on the whole site.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type axeCore from 'axe-core';
import type { BrowserPage } from './visit.js';

declare const axe: typeof axeCore;

const script = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Loads axe into a page. It quotes no markup, because copying an element can run its code. */
export async function addAxe(page: BrowserPage): Promise<void> {
  await page.evaluate(script);
  await page.evaluate(() => axe.configure({ noHtml: true }));
}

/** What the rules find that do not depend on colours, on the whole page or in a part of it. */
export async function ruleViolations(page: BrowserPage, part?: string): Promise<string[]> {
  const found = await page.evaluate(async (part) => {
    const { violations } = await axe.run(part ?? document, {
      rules: { 'color-contrast': { enabled: false } },
      resultTypes: ['violations'],
      preload: false,
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`));
  }, part);
  return found.map((violation) => `${page.url()}: ${violation}`);
}

/** Text without enough contrast, among what looks unlike everything in `seen`; adds to it. */
export async function colourViolations(
  page: BrowserPage,
  theme: 'light' | 'dark',
  seen: Set<string>,
  part = 'body',
): Promise<string[]> {
  const { looks, found } = await page.evaluate(
    async ({ theme, seen, part }) => {
      document.documentElement.dataset['theme'] = theme;
      const known = new Set(seen);
      const grounds = new Map<Element | null, string>([[null, '']]);

      /** Everything that an element stands on, from the page's root to itself. */
      function groundOf(element: Element | null): string {
        const done = grounds.get(element);
        if (done !== undefined) return done;
        const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element as Element);
        const ground = [
          groundOf(element?.parentElement ?? null),
          ...(backgroundColor === 'rgba(0, 0, 0, 0)' ? [] : [backgroundColor]),
          ...(backgroundImage === 'none' ? [] : [backgroundImage]),
          ...(opacity === '1' ? [] : [opacity]),
        ].join(' ');
        grounds.set(element, ground);
        return ground;
      }

      const fresh = [...document.querySelectorAll(`${part} *`)].filter((element) => {
        const hasText = [...element.childNodes].some(
          (node) => node instanceof Text && node.data.trim() !== '',
        );
        if (!hasText || !element.checkVisibility()) return false;
        const { color, fontSize, fontWeight } = getComputedStyle(element);
        const look = [theme, color, groundOf(element), fontSize, fontWeight].join();
        if (known.has(look)) return false;
        known.add(look);
        return true;
      });
      const looks = [...known].slice(seen.length);
      if (fresh.length === 0) return { looks, found: [] };
      const { violations } = await axe.run(
        { include: fresh as HTMLElement[] },
        { runOnly: ['color-contrast'], resultTypes: ['violations'], preload: false },
      );
      const nodes = violations.flatMap((violation) => violation.nodes);
      return {
        looks,
        found: nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`),
      };
    },
    { theme, seen: [...seen], part },
  );
  for (const look of looks) seen.add(look);
  return found.map((violation) => `${page.url()} in ${theme}: ${violation}`);
}
