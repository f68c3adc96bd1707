// axe-core on the page that is open, in both themes. Most of its time goes into the contrast of each
// piece of text; so contrast is checked once for each distinct combination of colours, size and weight.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { launchFirefox } from '@connect-api/browser/firefox';
import type axeCore from 'axe-core';
import type { BrowserPage } from './visit.ts';

/** A page of playwright-core or of puppeteer-core. */
type AnyPage =
  | BrowserPage
  | Awaited<ReturnType<Awaited<ReturnType<typeof launchFirefox>>['newPage']>>;

declare const axe: typeof axeCore;

export const axeScript = readFileSync(
  fileURLToPath(import.meta.resolve('axe-core/axe.min.js')),
  'utf8',
);

/** Loads axe into every page that is opened from now on. */
export async function addAxe(page: BrowserPage): Promise<void> {
  await page.addInitScript({ content: axeScript });
}

/**
 * What axe finds on the whole page or in a part of it, in light and in dark. Text that looks like
 * what is in `seen` already is not judged again; what is judged is added.
 */
export async function violations(
  page: AnyPage,
  { seen = new Set<string>(), part }: { seen?: Set<string>; part?: string } = {},
): Promise<string[]> {
  const evaluate = page.evaluate.bind(page) as BrowserPage['evaluate'];
  const { found, looks } = await evaluate(judge, { seen: [...seen], part });
  for (const look of looks) seen.add(look);
  return found;
}

/** Runs in the page. */
async function judge({ seen, part }: { seen: string[]; part: string | undefined }) {
  axe.configure({
    // It quotes no markup, because copying an element can run its code.
    noHtml: true,
    rules: [
      { id: 'color-contrast', selector: '[data-look]' },
      { id: 'target-size', enabled: true },
    ],
  });
  const looks = new Set(seen);
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme;
    const fresh = markFreshLooks(theme);
    if (theme === 'dark' && fresh === 0) break;
    const { violations } = await axe.run(part ?? document, {
      ...(theme === 'dark'
        ? { runOnly: ['color-contrast'] }
        : { rules: { 'color-contrast': { enabled: fresh > 0 } } }),
      resultTypes: ['violations'],
      preload: false,
    });
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes) {
        found.push(`${id} at ${target} in ${theme}: ${failureSummary}`);
      }
    }
  }
  return { found, looks: [...looks].slice(seen.length) };

  /** Marks the first text of each look, and says how many there are. */
  function markFreshLooks(theme: string): number {
    const grounds = new Map<Element, string>();
    const known = looks.size;
    for (const element of document.querySelectorAll(`${part ?? 'body'} *`)) {
      element.removeAttribute('data-look');
      const hasText = [...element.childNodes].some(
        (node) => node instanceof Text && node.data.trim() !== '',
      );
      if (!hasText || !element.checkVisibility()) continue;
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      const look = [theme, color, fontSize, fontWeight, groundOf(element, grounds)].join();
      if (!looks.has(look)) element.setAttribute('data-look', '');
      looks.add(look);
    }
    return looks.size - known;
  }

  /** Everything that an element stands on, from the page's root to itself. */
  function groundOf(element: Element | null, grounds: Map<Element, string>): string {
    if (!element) return '';
    const done = grounds.get(element);
    if (done !== undefined) return done;
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const ground = [
      groundOf(element.parentElement, grounds),
      ...(backgroundColor === 'rgba(0, 0, 0, 0)' ? [] : [backgroundColor]),
      ...(backgroundImage === 'none' ? [] : [backgroundImage]),
      ...(opacity === '1' ? [] : [opacity]),
    ].join(' ');
    grounds.set(element, ground);
    return ground;
  }
}
