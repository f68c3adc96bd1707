// How much a change asks of the next version, by https://semver.org.

export type Impact = 'none' | 'patch' | 'minor' | 'major';

/** From the least to the greatest. */
const impacts = ['none', 'patch', 'minor', 'major'] as const;

/** @returns `none` of none */
export function greatest(several: readonly Impact[]): Impact {
  return several.reduce((most, one) => (isLess(most, one) ? one : most), 'none');
}

export function isLess(one: Impact, other: Impact) {
  return impacts.indexOf(one) < impacts.indexOf(other);
}

/**
 * What lies between two versions such as `1.2.0` and `2.0.0`.
 *
 * @returns `none` where `to` is not the later one
 */
export function impactBetween(from: string, to: string): Impact {
  const [before, after] = [from, to].map((version) => version.split('.').map(Number));
  const index = after?.findIndex((number, place) => number !== before?.[place]) ?? -1;
  if (index < 0 || Number(after?.[index]) < Number(before?.[index])) return 'none';
  return impacts.toReversed()[index] ?? 'patch';
}
