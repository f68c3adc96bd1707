// The search of the docs: which pages answer a question, best first. The same code makes the index when
// the site is built, and asks it in the reader's browser.
import MiniSearch, { type SearchResult } from 'minisearch';
import { isRequestOf, requestIn } from './request.ts';
import { synonymsOf } from './synonyms.ts';
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
  /** Method and path of an operation, such as `POST /things/{thingId}/end`. */
  endpoint: string;
  /** The status of an error code. */
  status: string;
  /** The properties and parameters that it describes. */
  properties: string;
  /** What readers call it, where the page does not say so itself. */
  keywords: string;
  text: string;
}

/** A page that answers, with its sections that do. */
export interface Hit
  extends Pick<Page, 'path' | 'title' | 'endpoint' | 'description' | 'headings'> {}

type Indexed = Page & { sections: string };

const options = {
  idField: 'path',
  fields: ['title', 'name', 'status', 'keywords', 'sections', 'properties', 'description', 'text'],
  storeFields: ['path', 'title', 'description', 'headings', 'name', 'endpoint', 'keywords'],
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

/** Half is enough where a page is about what is asked for. */
const half = 0.5;

/** Fields that say what a page is about. */
const telling = ['title', 'name', 'status', 'keywords'];

/** How much more a page answers that is called what is asked for, by the contract or by readers, or a word of it. */
const named = { byContract: 20, byReaders: 10, inPart: 3 };

/** The pages that answer a question, best first; none where none fits. */
export function search(index: MiniSearch<Indexed>, question: string): Hit[] {
  const words = wordsOfQuestion(question, (word) => isKnown(index, word));
  if (words.length === 0) return [];
  const asked = question.trim().toLowerCase();
  const called = operationsOf(index, question);
  const results = index
    .search(words.join(' '), {
      tokenize: () => words,
      processTerm: (term) => [term, ...synonymsOf(term)],
      boostTerm: (term) => (words.includes(term) ? 1 : 0.5),
      prefix: isBeginning,
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
    .map((result) => ({ result, share: shareOf(words, result.queryTerms) }))
    .filter(({ result, share }) => share >= enough || (share >= half && isAbout(result, words)))
    .map(({ result, share }) => ({
      result,
      score: result.score * share ** 2 * namedBy(result as unknown as Page, asked, words),
    }));
  const ranked = results
    .sort((one, other) => other.score - one.score)
    .map(({ result }) => result)
    .filter(({ id }) => called.every((each) => each.id !== id));
  return [...called, ...ranked].map((result) => {
    const terms = new Set(result.terms);
    const { path, title, endpoint, description, headings } = result as unknown as Hit;
    const answering = headings.filter(({ text }) =>
      wordsOfPage(text).some((word) => terms.has(word)),
    );
    return { path, title, endpoint, description, headings: answering };
  });
}

/** The operations that get the request that a question is; first those whose path says more of it. */
function operationsOf(index: MiniSearch<Indexed>, question: string): SearchResult[] {
  const request = requestIn(question);
  if (!request) return [];
  const filter = ({ endpoint }: SearchResult) => isRequestOf(request, endpoint);
  const parametersIn = ({ endpoint }: SearchResult) => endpoint.split('{').length;
  return index
    .search(MiniSearch.wildcard, { filter })
    .sort((one, other) => parametersIn(one) - parametersIn(other));
}

/** The share of the words that were found, themselves or in other words. */
const shareOf = (words: string[], found: string[]): number =>
  words.filter((word) => [word, ...synonymsOf(word)].some((term) => found.includes(term))).length /
  words.length;

/** Whether a word of the question, as it stands, is one that the page is about. */
const isAbout = ({ match }: SearchResult, words: string[]): boolean =>
  words.some((word) => match[word]?.some((field) => telling.includes(field)));

/** Whether this is what the page is called, by the contract or by readers. */
function namedBy({ name, title, keywords }: Page, asked: string, words: string[]): number {
  if ([name, title].some((each) => each.toLowerCase() === asked)) return named.byContract;
  if (keywords.toLowerCase().split(', ').includes(asked)) return named.byReaders;
  const [only = '', ...others] = wordsOfQuestion(name);
  return others.length === 0 && words.includes(only) ? named.inPart : 1;
}

/** Whether more may follow: `cancel` finds "cancellation", but 502 is a whole number. */
const isBeginning = (term: string): boolean => term.length > 2 && !/^\d+$/.test(term);

const isKnown = (index: MiniSearch<Indexed>, term: string): boolean =>
  index.search(term, {
    tokenize: () => [term],
    processTerm: (word) => word,
    prefix: isBeginning(term),
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
