import { nodeOf } from './node.ts';
import type { Visitor } from './redocly.js';

/** Every tag has an operation: viewers and docs show an empty group otherwise. */
export default function unusedTag(): Visitor {
  const used = new Set<string>();
  return {
    Operation({ tags = [] }) {
      for (const tag of tags) used.add(tag);
    },
    Root: {
      leave(root, ctx) {
        for (const [, { value, location }] of nodeOf(ctx, root).get('tags').entries()) {
          if (used.has(value.name)) continue;
          const message = `No operation has the tag ${value.name}. Give it to one, or remove it.`;
          ctx.report({ message, location });
        }
      },
    },
  };
}
