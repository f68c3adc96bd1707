import { type Node, nameOf, nodeOf } from './node.ts';
import type { Visitor } from './redocly.js';

/** The schemas of a choice have no titles but their names, which the bundle writes: many viewers show nothing else of them. */
export default function variantTitles(): Visitor {
  const isComponent = ({ location }: Node) =>
    /^[^#]+(#\/|#\/components\/schemas\/[^/]+)?$/.test(location.absolutePointer);
  return {
    Schema(schema, ctx) {
      for (const [, variant] of nodeOf(ctx, schema).get('oneOf').entries()) {
        if (!isComponent(variant)) continue;
        const name = nameOf(variant.location);
        const title = variant.value?.title;
        if (title === undefined || title === name) continue;
        const message = `A schema of a choice is shown by its title. Leave it out: it is ${name} by itself.`;
        const location = variant.get('title').location;
        ctx.report({ message, location });
      }
    },
  };
}
