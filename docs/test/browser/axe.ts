// axe-core on the page that is open, in both themes. Most of its time goes into the contrast of each
// piece of text; so contrast is checked once for each distinct combination of colours and size. What then
// remains goes by the number of elements, and most of those are the coloured words of code, about which no
// other rule says anything; so the words that are not judged stand there as plain text meanwhile.
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

/** What was judged on some page. */
export interface Judged {
  /** Colours, and on what: each is judged once. */
  looks: Set<string>;
  /** What is at a width: where a page has nothing else, it is judged at one width alone. */
  atWidths: Set<string>;
}

export const nothingJudged = (): Judged => ({ looks: new Set(), atWidths: new Set() });

/**
 * What axe finds on the whole page or in a part of it, in light and in dark. Text that looks like
 * what was judged already is not judged again; what is judged is added.
 *
 * At another width than its first, a page is judged by all rules if something appears or disappears there
 * that did so on no page before; else by those of sizes and places, if it has something to be hit or to be
 * scrolled that no page before had at that width.
 */
export async function violations(
  page: AnyPage,
  { judged = nothingJudged(), part }: { judged?: Judged; part?: string } = {},
): Promise<string[]> {
  const evaluate = page.evaluate.bind(page) as BrowserPage['evaluate'];
  const { found, looks, atWidth } = await evaluate(judge, {
    known: { looks: [...judged.looks], atWidths: [...judged.atWidths] },
    part,
  });
  for (const look of looks) judged.looks.add(look);
  for (const each of atWidth) judged.atWidths.add(each);
  return found;
}

/** Runs in the page. */
async function judge({
  known,
  part,
}: {
  known: { looks: string[]; atWidths: string[] };
  part: string | undefined;
}) {
  axe.configure({
    // It quotes no markup, because copying an element can run its code.
    noHtml: true,
    rules: [
      { id: 'color-contrast', selector: '[data-look]' },
      { id: 'target-size', enabled: true },
    ],
  });
  const within = `${part ?? 'body'} *`;
  const looks = new Set(known.looks);
  document.documentElement.dataset['theme'] = 'light';
  const isKnown = (each: string) => known.atWidths.includes(each);
  const changes = changesHere();
  const places = placesHere();
  const hasChanged = changes?.every(isKnown) !== true;
  const ofPlaces = places.every(isKnown) ? [] : ['target-size', 'scrollable-region-focusable'];
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme;
    const ofColours = markFreshLooks(theme) > 0 ? ['color-contrast'] : [];
    const all = theme === 'light' && hasChanged;
    const some = theme === 'light' ? [...ofColours, ...ofPlaces] : ofColours;
    if (!all && some.length === 0) continue;
    const putBack = joinWordsOfCode();
    const { violations } = await axe.run(part ?? document, {
      ...(all
        ? { rules: { 'color-contrast': { enabled: ofColours.length > 0 } } }
        : { runOnly: some }),
      resultTypes: ['violations'],
      preload: false,
    });
    putBack();
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes) {
        found.push(`${id} at ${target} in ${theme}: ${failureSummary}`);
      }
    }
  }
  return {
    found,
    looks: [...looks].slice(known.looks.length),
    atWidth: [...(changes ?? []), ...places],
  };

  /** What is shown or told otherwise than where the page was judged last. */
  function changesHere(): string[] | undefined {
    const now = new Map(
      [...document.querySelectorAll(within)]
        .filter((element) => !isWord(element))
        .map((element) => [element, stateOf(element)]),
    );
    const page = globalThis as { judgedState?: typeof now };
    const before = page.judgedState;
    page.judgedState = now;
    if (!before) return undefined;
    const changed = [...now].filter(([element, state]) => before.get(element) !== state);
    return [...new Set(changed.map(([each, state]) => `${innerWidth} ${shapeOf(each)} ${state}`))];
  }

  function stateOf(element: Element): string {
    const told = [...element.attributes]
      .filter(({ name }) => /^(aria-.*|disabled|hidden|inert|open|role|tabindex)$/.test(name))
      .map(({ name, value }) => `${name}=${value}`);
    return [element.checkVisibility({ visibilityProperty: true }), ...told].join();
  }

  /** What can be hit, and what has to be scrolled. */
  function placesHere(): string[] {
    const found = new Set<string>();
    for (const element of document.querySelectorAll(within)) {
      const scrolls =
        element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      const canBeHit = element.matches(
        'a, button, input, select, textarea, summary, [tabindex], [role]',
      );
      if (!canBeHit && !(scrolls && getComputedStyle(element).overflow !== 'visible')) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const focus = element.getAttribute('tabindex') ?? '';
      found.add(`${innerWidth} ${shapeOf(element)} ${focus} ${scrolls}`);
    }
    return [...found];
  }

  /** As in shapes.ts. */
  function shapeOf(element: Element): string {
    const shape: string[] = [];
    for (let node: Element | null = element; node && shape.length < 4; node = node.parentElement)
      shape.push(`${node.localName}.${node.getAttribute('class') ?? ''}`);
    return shape.join(' < ');
  }

  /** Marks the first text of each look, and says how many there are. */
  function markFreshLooks(theme: string): number {
    const grounds = new Map<Element, string>();
    const words = new Map<Element, Set<string>>();
    const before = looks.size;
    for (const element of document.querySelectorAll(within)) {
      element.removeAttribute('data-look');
      if (isLikeWordBefore(element, words)) continue;
      const hasText = [...element.childNodes].some(
        (node) => node instanceof Text && node.data.trim() !== '',
      );
      if (!hasText || !element.checkVisibility()) continue;
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      // As axe reckons them. What it asks of a text's colours depends on no more of its size.
      const points = Math.ceil(Number.parseFloat(fontSize) * 72) / 96;
      const isLarge = points >= (Number(fontWeight) >= 700 ? 14 : 18);
      const look = [theme, color, isLarge, groundOf(element, grounds)].join();
      if (!looks.has(look)) element.setAttribute('data-look', '');
      looks.add(look);
    }
    return looks.size - before;
  }

  /** Of the words in one piece of code, those of one class look alike. */
  function isLikeWordBefore(element: Element, words: Map<Element, Set<string>>): boolean {
    const code = element.parentElement;
    if (!code || !isWord(element)) return false;
    const known = words.get(code) ?? new Set();
    words.set(code, known);
    const isKnown = known.has(element.className);
    known.add(element.className);
    return isKnown;
  }

  /** A coloured word of code: nothing that a rule but that of contrast is about. */
  function isWord(element: Element): boolean {
    const { attributes } = element;
    return (
      element.matches('pre > code > span:not(:has(*))') &&
      [...attributes].every(({ name }) => name === 'class')
    );
  }

  /** Makes text of the words of code that have no mark. What it returns undoes that. */
  function joinWordsOfCode(): () => void {
    const whole = [...document.querySelectorAll('pre > code')].map((code) => {
      const nodes = [...code.childNodes];
      const joined: (string | Node)[] = [''];
      for (const node of nodes) {
        const isText = node instanceof Text || (node instanceof Element && isWord(node));
        if (isText) joined.push(`${joined.pop()}${node.textContent}`);
        else joined.push(node, '');
      }
      code.replaceChildren(...joined);
      return { code, nodes };
    });
    return () => {
      for (const { code, nodes } of whole) code.replaceChildren(...nodes);
    };
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
