import { eachOperation } from './operation.ts';
import type { Visitor } from './redocly.js';

/**
 * Every operation takes the API key on its own, whatever other schemes it names: it is all that client
 * and sandbox have. One that can be called without it, by an empty `security` or an empty choice in it,
 * shows that this is meant by documenting no 401.
 *
 * @param options `scheme`: the name of the API key's scheme
 */
export default function apiKeyRequired({ scheme }: { scheme: string }): Visitor {
  const visitor = eachOperation((operation, { report }) => {
    const { operationId, security } = operation.value;
    if (!security) return;
    const location = operation.get('security').location;
    const choices = security.map((one: object) => Object.keys(one).join());
    const open = security.length === 0 || choices.includes('');
    if (open && operation.value.responses['401']) {
      report({
        message: `${operationId} can be called without an API key. Remove security; or, where that is meant, its 401.`,
        location,
      });
    } else if (!open && !choices.includes(scheme)) {
      report({
        message: `${operationId} does not take the API key alone, which is all that client and sandbox have. Add - ${scheme}: [] to security.`,
        location,
      });
    }
  });
  return {
    ...visitor,
    SecurityScheme(definition, ctx) {
      const { type, in: place, scheme: http } = definition;
      const known = type === 'apiKey' ? place === 'header' : type !== 'mutualTLS';
      if (known && (type !== 'http' || /^bearer$/i.test(http))) return;
      ctx.report({
        message:
          'Mock and sandbox cannot check this scheme. Write an API key in a header, or one with bearer tokens: oauth2, openIdConnect or http.',
        location: ctx.location,
      });
    },
  };
}
