import { firefoxIsInstalled, launchFirefox, unlessFirefox } from '@connect-api/browser/firefox';
import postcss from 'postcss';
import { describe, expect, it } from 'vitest';
import { pages } from '../all-pages.ts';
import type { Page } from '../site.ts';
import { addAxe, axeScript, nothingJudged, violations } from './axe.ts';
import { pagesOfNewShapes } from './shapes.ts';
import { type BrowserPage, phone, tablet, urlOf, type VisitOptions, visit, wide } from './visit.ts';

/** What holds for these holds for their like. Each operation may bring some. */
const ofNewShapes = pagesOfNewShapes(pages);

// After each test it is checked that nothing failed on any page, that the policy stopped nothing, and
// that nothing was asked of another host.
describe('every page', { timeout: 60_000 + ofNewShapes.length * 15_000 }, () => {
  let looked: ReturnType<typeof look> | undefined;
  /** What two tests look at, on pages that are opened once. */
  const lookOnce = () => {
    looked ??= look();
    return looked;
  };

  async function look() {
    const judged = nothingJudged();
    const all = new Set(pages.flatMap(selectorsOf));
    const lackings = new Map(ofNewShapes.map((page) => [page.path, lackingOf(page, all)]));
    const unstyled: string[] = [];
    const widths = [wide, tablet, phone];
    const faults = await onPages(
      ofNewShapes,
      { prepare: addAxe, viewport: wide },
      async (page, path) => {
        await page.evaluate(unfold);
        const found: string[] = [];
        for (const viewport of widths) {
          await page.setViewportSize(viewport);
          found.push(...(await violations(page, { judged })), ...(await page.evaluate(tooWide)));
        }
        // The next page begins where this one ends: it need not be laid out once more.
        widths.reverse();
        for (const selector of await page.evaluate(matching, lackings.get(path) ?? []))
          unstyled.push(`${path}: ${selector}`);
        return found;
      },
    );
    return { faults, unstyled, judged, lackings };
  }

  it('breaks no rule of axe at three widths, in light and in dark, and fits each', async () => {
    const { faults, judged } = await lookOnce();
    expect(faults).toEqual([]);
    expect(ofNewShapes.length).toBeGreaterThan(10);
    expect(judged.looks.size).toBeGreaterThan(20);
    expect(judged.atWidths.size).toBeGreaterThan(20);
  });

  it.skipIf(!firefoxIsInstalled)(
    `breaks no rule of axe in Firefox, in light and in dark${unlessFirefox}`,
    async () => {
      const firefox = await launchFirefox();
      const page = await firefox.newPage();
      const judged = nothingJudged();
      const faults: string[] = [];
      for (const { path } of largestOfEachKind(pages)) {
        await page.goto(urlOf(path));
        await page.evaluate(unfold);
        await page.evaluate(axeScript);
        for (const fault of await violations(page, { judged })) faults.push(`${path}: ${fault}`);
      }
      await firefox.close();
      expect(faults).toEqual([]);
      expect(judged.looks.size).toBeGreaterThan(20);
    },
  );

  it('has every rule of style that another page has and that matches something on it', async () => {
    const { unstyled, lackings } = await lookOnce();
    expect(Math.max(...[...lackings.values()].map(({ length }) => length))).toBeGreaterThan(50);
    expect(unstyled).toEqual([]);
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

/** Rules that other pages have and this one has not. */
function lackingOf(page: Page, all: Set<string>): string[] {
  const own = new Set(selectorsOf(page));
  return [...all].filter((each) => !own.has(each));
}

/** Those that match something in one of the themes. */
function matching(selectors: string[]): string[] {
  const matched = new Set<string>();
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme;
    for (const selector of selectors)
      if (selector.trim() && document.querySelector(selector)) matched.add(selector);
  }
  return [...matched];
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
  /** Without one, it would be the page that other visits share. */
  viewport: { width: number; height: number };
  prepare?: (page: BrowserPage) => Promise<void>;
};

/** Opens the pages, and collects the faults that `look` finds there. */
async function onPages(
  some: Page[],
  { prepare, ...options }: SweepOptions,
  look: (page: BrowserPage, path: string) => Promise<string[]>,
): Promise<string[]> {
  const page = await visit('/404.html', options);
  await prepare?.(page);
  const faults: string[] = [];
  for (const { path } of some) {
    await page.goto(urlOf(path));
    for (const fault of await look(page, path)) faults.push(`${path}: ${fault}`);
  }
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
