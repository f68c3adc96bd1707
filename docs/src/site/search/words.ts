// The words of a text, the way the index and a question have to agree on them.
import { stemmer } from 'stemmer';

/** Words that say nothing of what is looked for. */
const empty = new Set(
  'a about an and are as at be been by can could do does for from has have how i if in into is it its me my of on or our should so that the their them then there this to use was we what when where which who why will with would you your'.split(
    ' ',
  ),
);

/** Names and numbers are kept whole, since that is how they are typed: `sub-1001`, `X-Api-Key`, `FIELD_REQUIRED`. */
const names = /[\p{L}\p{N}_$-]*[\p{L}\p{N}]/gu;

/**
 * What a reader types.
 *
 * @param isKnown whether a page has the word; a name that none has, such as `AbortSignal`, is asked for
 *   by the parts that it is made of
 */
export function wordsOfQuestion(text: string, isKnown = (_word: string) => true): string[] {
  const all = namesIn(text)
    .flatMap((name) => (isKnown(wordOf(name)) ? [name] : partsOf(name)))
    .map(wordOf)
    .filter(Boolean);
  const telling = all.filter((word) => !empty.has(word));
  return [...new Set(telling.length > 0 ? telling : all)];
}

/** What stands on a page: each name, and the parts that it is made of. */
export const wordsOfPage = (text: string): string[] =>
  namesIn(text).flatMap((name) =>
    [...new Set([name, ...partsOf(name)].map(wordOf))].filter(Boolean),
  );

/** The names in a text, and its numbers as a program writes them: 65536 for 65,536. */
const namesIn = (text: string): string[] =>
  text.replace(/(?<=\d),(?=\d{3})/g, '').match(names) ?? [];

const partsOf = (name: string): string[] =>
  name.split(/[_$-]+|(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{N})(?=\p{L}{1,2}$)/u);

/** Without its ending, so that "retries" is found by "retry". */
const wordOf = (name: string): string =>
  /^\p{L}+$/u.test(name) ? stemmer(name.toLowerCase()) : name.toLowerCase();
