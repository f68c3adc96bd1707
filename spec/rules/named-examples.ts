import type { Context, Visitor } from './redocly.js';
import { everyObjects } from './schema-words.ts';

type Check = (node: { example?: unknown; examples?: object }, ctx: Context) => void;

/**
 * Examples have names, so that exchanges can be tied by them: `examples`, never `example`. The mock is asked
 * for one by its name, in a header.
 */
export default function namedExamples(): Visitor {
  const check: Check = (node, ctx) => {
    if (node.example === undefined) return;
    ctx.report({
      message: 'An example is written under examples, where it is one of several. Move it there.',
      location: ctx.location.child(['example']).key(),
    });
  };
  const checkNames: Check = ({ examples }, ctx) => {
    for (const name of Object.keys(examples ?? {})) {
      if (/^[a-z][\w-]*$/i.test(name) && !everyObjects.includes(name)) continue;
      ctx.report({
        message: `An example cannot be called ${name}. Write a letter first, then letters and digits, such as paintRed.`,
        location: ctx.location.child(['examples', name]).key(),
      });
    }
  };
  const checkBoth: Check = (node, ctx) => {
    check(node, ctx);
    checkNames(node, ctx);
  };
  // A media type without any named example is reported by examples-required.
  return { Parameter: checkBoth, Header: checkBoth, MediaType: checkNames, Schema: check };
}
