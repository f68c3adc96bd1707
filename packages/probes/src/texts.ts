import fc from 'fast-check';

type Options = fc.StringMatchingConstraints & { examples?: unknown[] };

/** fast-check looks long at a pattern, and contracts use the same ones again and again. */
const known = new Map<string, fc.Arbitrary<string>>();

/**
 * Texts of a pattern. fast-check makes none from a pattern that looks ahead or behind: there they are made
 * without these conditions, and those that break one are left out.
 *
 * @param examples of the schema: where the pattern looks ahead or behind, these are the texts
 */
export function textsOf(pattern: string, options: Options = {}): fc.Arbitrary<string> {
  const key = JSON.stringify([pattern, options]);
  const texts = known.get(key) ?? make(pattern, options);
  known.set(key, texts);
  return texts;
}

function make(pattern: string, { examples = [], ...constraints }: Options): fc.Arbitrary<string> {
  const form = new RegExp(pattern, 'u');
  const drawn = withoutLooks(pattern);
  if (drawn === pattern) return fc.stringMatching(form, constraints);
  const given = examples
    .filter((each) => typeof each === 'string')
    .filter((each) => form.test(each));
  if (given.length > 0) return fc.constantFrom(...given);
  return fc.stringMatching(new RegExp(drawn, 'u'), constraints).filter((each) => form.test(each));
}

/** A pattern without what it looks for ahead or behind. */
function withoutLooks(pattern: string): string {
  let rest = '';
  for (let at = 0; at < pattern.length; ) {
    const looks = /^\(\?<?[=!]/.test(pattern.slice(at));
    const end = looks ? closeOf(pattern, at) : at + tokenAt(pattern, at);
    if (!looks) rest += pattern.slice(at, end);
    at = end;
  }
  return rest;
}

/** How long what stands there is: an escape or a class is read as one. */
function tokenAt(pattern: string, at: number): number {
  return /^(?:\\.|\[(?:\\.|[^\]\\])*\]|.)/s.exec(pattern.slice(at))?.[0].length ?? 1;
}

/** Behind the group that opens there. */
function closeOf(pattern: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < pattern.length) {
    if (pattern[at] === '(') depth += 1;
    if (pattern[at] === ')') depth -= 1;
    at += tokenAt(pattern, at);
    if (depth === 0) return at;
  }
  return at;
}
