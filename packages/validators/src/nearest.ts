import leven from 'leven';

/** Longer values are no misspelling of a name, and comparing them would only cost time; nor are empty ones. */
const longest = 100;

/** The candidate that is most like a value, letter case and punctuation aside. */
export function nearest(value: string, candidates: readonly string[]): string | undefined {
  return best(value, candidates)?.candidate;
}

/** The name that was probably meant, or undefined where none is close. */
export function misspelt(name: string, candidates: readonly string[]): string | undefined {
  const found = best(name, candidates);
  return found && found.distance <= Math.max(1, plain(name).length * 0.4)
    ? found.candidate
    : undefined;
}

function best(value: string, candidates: readonly string[]) {
  if (value.length > longest || plain(value) === '') return undefined;
  return candidates
    .map((candidate) => ({ candidate, distance: leven(plain(value), plain(candidate)) }))
    .reduce<{ candidate: string; distance: number } | undefined>(
      (least, one) => (least && least.distance <= one.distance ? least : one),
      undefined,
    );
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
