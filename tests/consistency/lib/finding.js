/**
 * One thing that an artifact says otherwise than the contract.
 *
 * @typedef {object} Finding
 * @property {import('./facts.js').Fact} fact
 * @property {string} found what the artifact says instead
 * @property {string} where in the artifact
 */

/** @param {import('./facts.js').Fact} fact */
export const keyOf = ({ kind, id }) => `${kind} ${id}`;

/** @param {unknown} value on one line, cut where it is long */
export function brief(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** @param {unknown} one @param {unknown} other compared as JSON, whatever the order of members */
export function same(one, other) {
  return canonical(one) === canonical(other);
}

/** @param {unknown} value */
function canonical(value) {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
