/**
 * A node of the contract together with the place where it stands.
 *
 * @typedef {object} Node
 * @property {any} value what stands there, or undefined
 * @property {import('./redocly.js').Location} location of the value; of its nearest ancestor where
 *   there is none
 * @property {(...keys: (string | number)[]) => Node} get the node below, through references
 * @property {() => [string, Node][]} entries of a map or a list, through references; empty for
 *   anything else
 */

/**
 * @param {import('./redocly.js').Context} ctx
 * @param {any} value
 * @param {import('./redocly.js').Location} [location]
 * @returns {Node} the node that the value is or refers to
 */
export function nodeOf(ctx, value, location = ctx.location) {
  if (typeof value?.$ref === 'string') {
    const target = ctx.resolve(value, location.source.absoluteRef);
    // A reference that leads nowhere is reported by Redocly's own rule.
    return target.location
      ? nodeOf(ctx, target.node, target.location)
      : node(ctx, undefined, location);
  }
  return node(ctx, value, location);
}

/**
 * @param {import('./redocly.js').Context} ctx
 * @param {any} value
 * @param {import('./redocly.js').Location} location
 * @returns {Node}
 */
function node(ctx, value, location) {
  /** @param {string | number} key */
  const child = (key) =>
    value?.[key] === undefined
      ? node(ctx, undefined, location)
      : nodeOf(ctx, value[key], location.child([key]));
  return {
    value,
    location,
    get: (...keys) => {
      const [first, ...rest] = keys;
      if (first === undefined) return node(ctx, value, location);
      return child(first).get(...rest);
    },
    entries: () =>
      value !== null && typeof value === 'object'
        ? Object.keys(value).map((key) => [key, child(key)])
        : [],
  };
}
