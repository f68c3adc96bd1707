export function median(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [one, other] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((one ?? Number.NaN) + (other ?? Number.NaN)) / 2;
}

/**
 * The median of the ratios of one round each: what slows a whole round down does not count.
 *
 * @param others of the same rounds
 */
export function ratio(values: number[], others: number[]) {
  return median(values.map((value, round) => value / (others[round] ?? Number.NaN)));
}

/** A figure beside its limit. */
export function held(
  name: string,
  value: number,
  { least = -Infinity, most = Infinity }: { least?: number; most?: number },
) {
  const limit = least === -Infinity ? `at most ${most}` : `at least ${least}`;
  return { name, value: rounded(value), limit, met: value >= least && value <= most };
}

/** @param value three significant digits, but no digit before the point lost */
export function rounded(value: number) {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
