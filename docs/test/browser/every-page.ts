import { firefoxIsInstalled, launchFirefox, unlessFirefox } from '@connect-api/browser/firefox';
import postcss from 'postcss';
import { describe, expect, it } from 'vitest';
import { pages } from '../all-pages.ts';
import type { Page } from '../site.ts';
import { addAxe, axeScript, violations } from './axe.ts';
import { pagesOfNewShapes } from './shapes.ts';
import { type BrowserPage, phone, tablet, urlOf, type VisitOptions, visit, wide } from './visit.ts';

/** What holds for these holds for their like. */
const judged = pagesOfNewShapes(pages);

// After each test it is checked that nothing failed on any page, that the policy stopped nothing, and
// that nothing was asked of another host.
describe('every page', { timeout: 300_000 }, () => {
  it('breaks no rule of axe at three widths, in light and in dark, and fits each', async () => {
    const seen = new Set<string>();
    const faults = await onPages(judged, { prepare: addAxe, viewport: wide }, async (page) => {
      await page.evaluate(unfold);
      const found: string[] = [];
      for (const viewport of [wide, tablet, phone]) {
        await page.setViewportSize(viewport);
        found.push(...(await violations(page, { seen })), ...(await page.evaluate(tooWide)));
      }
      return found;
    });
    expect(faults).toEqual([]);
    expect(judged.length).toBeGreaterThan(10);
    expect(seen.size).toBeGreaterThan(20);
  });

  it.skipIf(!firefoxIsInstalled)(
    `breaks no rule of axe in Firefox, in light and in dark${unlessFirefox}`,
    async () => {
      const firefox = await launchFirefox();
      const page = await firefox.newPage();
      const seen = new Set<string>();
      const faults: string[] = [];
      for (const { path } of largestOfEachKind(pages)) {
        await page.goto(urlOf(path));
        await page.evaluate(unfold);
        await page.evaluate(axeScript);
        for (const fault of await violations(page, { seen })) faults.push(`${path}: ${fault}`);
      }
      await firefox.close();
      expect(faults).toEqual([]);
      expect(seen.size).toBeGreaterThan(20);
    },
  );

  it('has every rule of style that another page has and that matches something on it', async () => {
    const all = new Set(pages.flatMap(selectorsOf));
    const selectors = new Map(judged.map((page) => [page.path, new Set(selectorsOf(page))]));
    const lacking = (path: string) => [...all].filter((each) => !selectors.get(path)?.has(each));
    expect(Math.max(...judged.map(({ path }) => lacking(path).length))).toBeGreaterThan(50);
    const faults = await onPages(judged, { viewport: wide }, async (page) => {
      await page.evaluate(unfold);
      await page.waitForLoadState('networkidle');
      const path = new URL(page.url()).pathname;
      return page.evaluate(matching, lacking(path === '/404.html' ? '/404/' : path));
    });
    expect(faults).toEqual([]);
  });

  it('can be read and left without JavaScript, on a phone', async () => {
    const options = { javaScriptEnabled: false, viewport: phone };
    const faults = await onPages(pages, options, async (page) => [
      ...(await page.evaluate(missedWithoutScript)),
      ...(await page.evaluate(tooWide)),
    ]);
    expect(faults).toEqual([]);
  });
});

/** What the rules of a page are for, whatever state it is in. */
function selectorsOf({ $ }: Page): string[] {
  const selectors: string[] = [];
  postcss.parse($('style').text()).walkRules(({ selectors: own }) => {
    // One within another rule goes with it.
    for (const selector of own.filter((each) => !each.includes('&')))
      selectors.push(
        selector
          .replace(/::[\w-]+/g, '')
          .replace(/:(hover|focus|focus-visible|target|popover-open)\b/g, ':where(*)'),
      );
  });
  return selectors;
}

function matching(selectors: string[]): string[] {
  return selectors.filter((selector) => selector.trim() && document.querySelector(selector));
}

/** The kind is the folder that a page stands in. */
function largestOfEachKind(all: Page[]): Page[] {
  const kinds = new Map<string, Page>();
  for (const page of [...all].sort((one, other) => other.html.length - one.html.length)) {
    const kind = page.path.replace(/[^/]*\/?$/, '');
    if (!kinds.has(kind)) kinds.set(kind, page);
  }
  return [...kinds.values()];
}

type SweepOptions = VisitOptions & {
  /** Without one, the two pages would be the page that other visits share. */
  viewport: { width: number; height: number };
  prepare?: (page: BrowserPage) => Promise<void>;
};

/** Opens the pages, two at a time, and collects the faults that `look` finds there. */
async function onPages(
  some: Page[],
  { prepare, ...options }: SweepOptions,
  look: (page: BrowserPage) => Promise<string[]>,
): Promise<string[]> {
  // The largest first, so that neither of the two is left waiting for the other.
  const queue = [...some].sort((one, other) => other.html.length - one.html.length);
  const faults: string[] = [];
  async function visitor(): Promise<void> {
    const page = await visit('/404.html', options);
    await prepare?.(page);
    for (let next = queue.shift(); next; next = queue.shift()) {
      await page.goto(urlOf(next.path));
      for (const fault of await look(page)) faults.push(`${next.path}: ${fault}`);
    }
  }
  await Promise.all([visitor(), visitor()]);
  return faults;
}

function unfold(): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('main details')) {
    details.open = true;
  }
}

function tooWide(): string[] {
  const { scrollWidth } = document.documentElement;
  return scrollWidth > innerWidth ? [`is ${scrollWidth} pixels wide`] : [];
}

/**
 * What a reader cannot see, or tries in vain. What can be unfolded, or opened or chosen without a script,
 * counts as seen.
 */
function missedWithoutScript(): string[] {
  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const isMissed = (element: Element) =>
    !isShown(element) && !element.closest('details, [popover], [data-language], [role=status]');
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  const texts = all('main :is(h1, h2, h3, p, li, dt, td, pre), nav.sidebar a');
  const controls = all('button:not([popovertarget]), select, textarea, input:not([type=radio])');
  return [
    ...(texts.some(isShown) ? [] : ['has no text']),
    ...texts.filter(isMissed).map(({ textContent }) => `hides ${textContent}`),
    ...controls.filter(isShown).map(({ outerHTML }) => `has a dead ${outerHTML}`),
  ];
}
