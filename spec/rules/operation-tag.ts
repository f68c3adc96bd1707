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
      for (const [index, name] of defined.entries()) {
        const other = defined.slice(0, index).find((each) => anchorOf(each) === anchorOf(name));
        const message =
          anchorOf(name) === '-'
            ? `A link to the tag ${name} would have nothing to say. Write a letter or a digit.`
            : other !== undefined && other !== name
              ? `A link to the tag ${name} leads to ${other}. Rename one of them.`
              : undefined;
        if (message) ctx.report({ message, location: ctx.location.child(['tags', index]) });
      }
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

/** What of a name is in an address. */
function anchorOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}
