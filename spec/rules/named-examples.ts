import type { Context, Visitor } from './redocly.js';

/** Examples have names, so that exchanges can be tied by them: `examples`, never `example`. */
export default function namedExamples(): Visitor {
  const check: (node: { example?: unknown }, ctx: Context) => void = (node, ctx) => {
    if (node.example === undefined) return;
    ctx.report({
      message: 'An example is written under examples, where it is one of several. Move it there.',
      location: ctx.location.child(['example']).key(),
    });
  };
  // A media type without any named example is reported by examples-required.
  return { Parameter: check, Header: check, Schema: check };
}
