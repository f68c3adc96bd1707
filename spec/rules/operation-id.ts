import type { Context, Visitor } from './redocly.js';

/**
 * Every operation has an operationId, which is lowerCamelCase and starts with one of the verbs. A
 * webhook has none: its name in the contract is the one that it has.
 */
export default function operationId({ verbs }: { verbs: string[] }): Visitor {
  const ofOperation = ({ operationId: id }: any, ctx: Context) => {
    if (id === undefined) {
      const message = 'This operation has no operationId. Give it one, such as cancelBoat.';
      ctx.report({ message, location: ctx.location.key() });
      return;
    }
    const location = ctx.location.child(['operationId']);
    if (!/^[a-z]+([A-Z][a-z0-9]*)*$/.test(id)) {
      ctx.report({ message: `The operationId ${id} is not lowerCamelCase.`, location });
    } else if (!verbs.includes(id.replace(/[A-Z].*/, ''))) {
      ctx.report({
        message: `The operationId ${id} does not start with a verb (${verbs.join(', ')}). Rename it, or add its verb in redocly.yaml.`,
        location,
      });
    }
  };

  const ofWebhook = ({ operationId: id }: any, ctx: Context) => {
    if (id === undefined) return;
    ctx.report({
      message: `A webhook is known by its name, not as ${id}. Remove operationId.`,
      location: ctx.location.child(['operationId']),
    });
  };

  return { Paths: { Operation: ofOperation }, WebhooksMap: { Operation: ofWebhook } };
}
