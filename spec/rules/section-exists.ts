import type { Visitor } from './redocly.js';

/** A text that says "the section Idempotency of this contract" leads to one that is there. */
export default function sectionExists(): Visitor {
  let sections: string[] = [];
  return {
    Root(root) {
      sections = [...String(root.info?.description ?? '').matchAll(/^#+ (.+)$/gm)].map(
        ([, title]) => String(title).trim(),
      );
    },
    any(node, ctx) {
      if (typeof node?.description !== 'string') return;
      const text = node.description.replace(/\s+/g, ' ');
      const lost = [...text.matchAll(/the section ([A-Z]\w*(?: \w+)*?) of this contract/g)].filter(
        ([, title = '']) => !sections.includes(title),
      );
      for (const [, name] of lost) {
        ctx.report({
          message: `There is no section ${name} in the description. The sections are ${sections.join(', ')}.`,
          location: ctx.location.child(['description']),
        });
      }
    },
  };
}
