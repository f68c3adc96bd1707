import { type Node, nameOf, nodeOf } from './node.ts';
import type { Visitor } from './redocly.js';

/** The schemas of a choice have their names as titles: many viewers show nothing else of them. */
export default function variantTitles(): Visitor {
  const isComponent = ({ location }: Node) =>
    /^[^#]+(#\/|#\/components\/schemas\/[^/]+)?$/.test(location.absolutePointer);
  return {
    Schema(schema, ctx) {
      for (const [, variant] of nodeOf(ctx, schema).get('oneOf').entries()) {
        if (!isComponent(variant)) continue;
        const name = nameOf(variant.location);
        if (variant.value?.title === name) continue;
        const message = `A schema of a choice is shown by its title. Write title: ${name}.`;
        const location = variant.get('title').location;
        ctx.report({ message, location });
      }
    },
  };
}
