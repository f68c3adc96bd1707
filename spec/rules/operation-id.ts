import type { Visitor } from './redocly.js';

/** Every operationId is lowerCamelCase and starts with one of the verbs. */
export default function operationId({ verbs }: { verbs: string[] }): Visitor {
  return {
    Operation({ operationId: id }, ctx) {
      // A missing operationId is reported by Redocly's own rule.
      if (id === undefined) return;
      const location = ctx.location.child(['operationId']);
      if (!/^[a-z]+([A-Z][a-z0-9]*)*$/.test(id)) {
        ctx.report({ message: `The operationId ${id} is not lowerCamelCase.`, location });
      } else if (!verbs.includes(id.replace(/[A-Z].*/, ''))) {
        ctx.report({
          message: `The operationId ${id} does not start with a verb (${verbs.join(', ')}). Rename it, or add its verb in redocly.yaml.`,
          location,
        });
      }
    },
  };
}
