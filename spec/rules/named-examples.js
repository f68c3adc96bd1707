/**
 * Examples have names, so that exchanges can be tied by them: `examples`, never `example`.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function namedExamples() {
  /** @type {(node: any, ctx: import('./redocly.js').Context) => void} */
  const check = (node, ctx) => {
    if (node.example === undefined) return;
    ctx.report({
      message: 'An example is written under examples, where it is one of several. Move it there.',
      location: ctx.location.child(['example']).key(),
    });
  };
  // A media type without any named example is reported by examples-required.
  return { Parameter: check, Header: check, Schema: check };
}
