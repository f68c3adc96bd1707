// How much a change asks of the next version, by https://semver.org.

/** @typedef {'none' | 'patch' | 'minor' | 'major'} Impact */

/** From the least to the greatest. */
const impacts = /** @type {const} */ (['none', 'patch', 'minor', 'major']);

/**
 * @param {readonly Impact[]} several
 * @returns {Impact} `none` of none
 */
export function greatest(several) {
  return several.reduce((most, one) => (isLess(most, one) ? one : most), 'none');
}

/**
 * @param {Impact} one
 * @param {Impact} other
 */
export function isLess(one, other) {
  return impacts.indexOf(one) < impacts.indexOf(other);
}

/**
 * What lies between two versions such as `1.2.0` and `2.0.0`.
 *
 * @param {string} from
 * @param {string} to
 * @returns {Impact} `none` where `to` is not the later one
 */
export function impactBetween(from, to) {
  const [before, after] = [from, to].map((version) => version.split('.').map(Number));
  const index = after?.findIndex((number, place) => number !== before?.[place]) ?? -1;
  if (index < 0 || Number(after?.[index]) < Number(before?.[index])) return 'none';
  return impacts.toReversed()[index] ?? 'patch';
}
