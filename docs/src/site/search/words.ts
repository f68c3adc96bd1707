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

/** What a reader types. */
export function wordsOfQuestion(text: string): string[] {
  const all = (text.match(names) ?? []).map(wordOf).filter(Boolean);
  const telling = all.filter((word) => !empty.has(word));
  return [...new Set(telling.length > 0 ? telling : all)];
}

/** What stands on a page: each name, and the parts that it is made of. */
export function wordsOfPage(text: string): string[] {
  return (text.match(names) ?? []).flatMap((name) => {
    const parts = name.split(/[_$-]+|(?<=\p{Ll}|\p{N})(?=\p{Lu})/u);
    return [...new Set([name, ...(parts.length > 1 ? parts : [])].map(wordOf))].filter(Boolean);
  });
}

/** Without its ending, so that "retries" is found by "retry". */
const wordOf = (name: string): string =>
  /^\p{L}+$/u.test(name) ? stemmer(name.toLowerCase()) : name.toLowerCase();
