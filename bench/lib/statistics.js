/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [one, other] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((one ?? Number.NaN) + (other ?? Number.NaN)) / 2;
}

/**
 * The median of the ratios of one round each: what slows a whole round down does not count.
 *
 * @param {number[]} values
 * @param {number[]} others of the same rounds
 */
export function ratio(values, others) {
  return median(values.map((value, round) => value / (others[round] ?? Number.NaN)));
}

/**
 * A figure beside its limit.
 *
 * @param {string} name
 * @param {number} value
 * @param {{ least?: number, most?: number }} limit
 */
export function held(name, value, { least = -Infinity, most = Infinity }) {
  const limit = least === -Infinity ? `at most ${most}` : `at least ${least}`;
  return { name, value: rounded(value), limit, met: value >= least && value <= most };
}

/** @param {number} value three significant digits, but no digit before the point lost */
export function rounded(value) {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
