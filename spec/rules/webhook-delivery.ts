import { nodeOf } from './node.ts';
import type { Visitor } from './redocly.js';

const seconds = (value: unknown) => Number.isInteger(value) && Number(value) > 0;

const fields: Record<string, [is: (value: unknown) => boolean, wanted: string]> = {
  events: [Array.isArray, 'a list of webhooks'],
  retryDelaysSeconds: [
    (value) => Array.isArray(value) && value.length > 0 && value.every(seconds),
    'a list of whole seconds',
  ],
  giveUpAfterSeconds: [seconds, 'whole seconds'],
};

/** `x-webhook-delivery` has its fields and no others, and its events are webhooks of this contract. */
export default function webhookDelivery(): Visitor {
  return {
    Root(root, ctx) {
      const contract = nodeOf(ctx, root);
      const delivery = contract.get('x-webhook-delivery');
      if (!delivery.value) return;
      const unknown = delivery.entries().filter(([name]) => !fields[name]);
      for (const [name, { location }] of unknown) {
        const message = `x-webhook-delivery has no field ${name}. Its fields are ${Object.keys(fields).join(', ')}.`;
        ctx.report({ message, location: location.key() });
      }
      for (const [name, [is, wanted]] of Object.entries(fields)) {
        const { value, location } = delivery.get(name);
        // The field that is missing is likely the one with another name.
        if (is(value) || (value === undefined && unknown.length > 0)) continue;
        ctx.report({ message: `${name} of x-webhook-delivery must be ${wanted}.`, location });
      }
      const webhooks = contract.get('webhooks').value ?? {};
      for (const [, { value, location }] of delivery.get('events').entries()) {
        if (Object.hasOwn(webhooks, value)) continue;
        const message = `The event ${value} is no webhook of this contract. Correct its name, or add the webhook.`;
        ctx.report({ message, location });
      }
    },
  };
}
