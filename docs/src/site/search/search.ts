// The search of the docs: which pages answer a question, best first. The same code makes the index when
// the site is built, and asks it in the reader's browser.
import MiniSearch from 'minisearch';
import { wordsOfPage, wordsOfQuestion } from './words.ts';

/** A page, as the search sees it. */
export interface Page {
  /** Its path from the site's root. */
  path: string;
  title: string;
  description: string;
  headings: { id: string; text: string }[];
  /** What the page is about, by the contract's name: an operation's id, an error code. */
  name: string;
  /** The status of an error code. */
  status: string;
  /** The properties and parameters that it describes. */
  properties: string;
  /** What readers call it, where the page does not say so itself. */
  keywords: string;
  text: string;
}

/** A page that answers, with its sections that do. */
export interface Hit extends Pick<Page, 'path' | 'title' | 'description' | 'headings'> {}

type Indexed = Page & { sections: string };

const options = {
  idField: 'path',
  fields: ['title', 'name', 'status', 'keywords', 'sections', 'properties', 'description', 'text'],
  storeFields: ['path', 'title', 'description', 'headings', 'name', 'keywords'],
  // Of a name only the whole: its parts are words of the title.
  tokenize: (text: string, field?: string) =>
    field === 'name' ? wordsOfQuestion(text) : wordsOfPage(text),
  processTerm: (term: string) => term,
};

/** The index of all pages, to be written as JSON. */
export function indexOf(pages: Page[]): MiniSearch<Indexed> {
  const index = new MiniSearch<Indexed>(options);
  index.addAll(
    pages.map((page) => ({ ...page, sections: page.headings.map(({ text }) => text).join('. ') })),
  );
  return index;
}

/** The index out of its JSON. */
export const readIndex = (json: string): MiniSearch<Indexed> =>
  MiniSearch.loadJSON<Indexed>(json, options);

/** Of a question of several words a page has to answer more than half. */
const enough = 0.6;

/** The pages that answer a question, best first; none where none fits. */
export function search(index: MiniSearch<Indexed>, question: string): Hit[] {
  const words = wordsOfQuestion(question);
  if (words.length === 0) return [];
  const asked = question.trim().toLowerCase();
  const results = index
    .search(words.join(' '), {
      tokenize: () => words,
      processTerm: (term) => term,
      prefix: (term) => term.length > 2,
      // Only a word that no page has is a misspelling.
      fuzzy: (term) => !isKnown(index, term) && tolerated(term),
      // What is misspelt is still what was asked for.
      weights: { prefix: 0.4, fuzzy: 0.7 },
      boost: {
        title: 6,
        name: 5,
        status: 10,
        keywords: 6,
        sections: 3,
        properties: 3,
        description: 2,
      },
      boostDocument: (path) => weightOf(String(path)),
    })
    .map((result) => ({ result, share: result.queryTerms.length / words.length }))
    .filter(({ share }) => share >= enough)
    .map(({ result, share }) => ({
      result,
      score: result.score * share ** 2 * (isNamed(result as unknown as Page, asked) ? 10 : 1),
    }));
  return results
    .sort((one, other) => other.score - one.score)
    .map(({ result }) => {
      const terms = new Set(result.terms);
      const { path, title, description, headings } = result as unknown as Hit;
      const telling = headings.filter(({ text }) =>
        wordsOfPage(text).some((word) => terms.has(word)),
      );
      return { path, title, description, headings: telling };
    });
}

/** Whether this is just what the page is called: by the contract, or by readers. */
const isNamed = ({ name, keywords }: Page, asked: string): boolean =>
  name.toLowerCase() === asked || keywords.toLowerCase().split(', ').includes(asked);

const isKnown = (index: MiniSearch<Indexed>, term: string): boolean =>
  index.search(term, {
    tokenize: () => [term],
    processTerm: (word) => word,
    prefix: term.length > 2,
  }).length > 0;

/** How many letters may be wrong. */
const tolerated = (term: string): number | false =>
  term.length < 4 ? false : term.length < 8 ? 1 : 2;

/** Pages that explain come before those that list, and those before what only maintainers read. */
const weights: [RegExp, number][] = [
  [/^\/(benchmarks|reference\/changelog)\//, 0.3],
  [/^\/guides\/(operating|conformance|contract-changes)\//, 0.8],
  [/^\/guides\//, 2],
  [/^\/reference\/operations\//, 1.5],
  [/^\/reference\/(errors\/)?$/, 1.5],
  [/^\/reference\/schemas\//, 0.5],
];

const weightOf = (path: string): number =>
  weights.find(([pattern]) => pattern.test(path))?.[1] ?? 1;
