import type { Visitor } from './redocly.js';

/** Where a node of each type has its file. */
const folders: Record<string, string> = {
  Schema: 'schemas',
  Parameter: 'parameters',
  Header: 'headers',
  Response: 'responses',
  Example: 'examples',
  SecurityScheme: 'securitySchemes',
};

/** A reference leads to a file of this repository, and to one of the kind that stands there. */
export default function references(): Visitor {
  return {
    ref({ $ref }, ctx, target) {
      const location = ctx.location.child(['$ref']);
      if (/^\w+:/.test($ref)) {
        const message = `The contract is whole without a network. Copy ${$ref} under components, and refer to that.`;
        ctx.report({ message, location });
        return;
      }
      const wanted = folders[ctx.type.name];
      const [, found] =
        /\/components\/(\w+)\//.exec(
          target.location?.absolutePointer.replaceAll('\\', '/') ?? '',
        ) ?? [];
      if (!wanted || !found || found === wanted) return;
      ctx.report({
        message: `This leads to ${found}, and one of ${wanted} stands here. Refer to a file under components/${wanted}.`,
        location,
      });
    },
  };
}
