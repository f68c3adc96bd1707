import { nodeOf } from './node.ts';
import type { Context, Visitor } from './redocly.js';

/** Every operation has a tag, and none that the contract does not define: the docs group by them. */
export default function operationTag(): Visitor {
  let defined: string[] = [];
  return {
    Root(root: { tags?: { name: string }[] }, ctx: Context) {
      defined = nodeOf(ctx, root)
        .get('tags')
        .entries()
        .map(([, { value }]) => String(value?.name));
    },
    Paths: {
      Operation({ operationId, tags = [] }, ctx) {
        const choice =
          defined.length > 0
            ? `Write one of ${defined.join(', ')}, or define another under tags in openapi.yaml.`
            : 'Define it under tags in openapi.yaml, with a description.';
        if (tags.length === 0) {
          const message = `${operationId ?? 'This operation'} has no tag. ${choice}`;
          ctx.report({ message, location: ctx.location.key() });
        }
        for (const [index, tag] of [...tags].entries()) {
          if (defined.includes(tag)) continue;
          const location = ctx.location.child(['tags', index]);
          ctx.report({ message: `There is no tag ${tag}. ${choice}`, location });
        }
      },
    },
  };
}
