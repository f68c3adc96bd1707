import type { OperationObject } from 'openapi3-ts/oas31';
import type { Context, Visitor } from './redocly.js';

/**
 * Every operation has an operationId, which is lowerCamelCase, starts with one of the verbs and is no other's
 * in other capitals. That of a
 * webhook is for other people's generators: here, its name is the one that it has.
 */
export default function operationId({ verbs }: { verbs: string[] }): Visitor {
  const known = new Map<string, string>();
  const ofOperation = ({ operationId: id }: OperationObject, ctx: Context) => {
    if (id === undefined) {
      const message = 'This operation has no operationId. Give it one, such as cancelBoat.';
      ctx.report({ message, location: ctx.location.key() });
      return;
    }
    const location = ctx.location.child(['operationId']);
    const other = known.get(id.toLowerCase());
    known.set(id.toLowerCase(), id);
    if (!/^[a-z]+([A-Z][a-z0-9]*)*$/.test(id)) {
      ctx.report({ message: `The operationId ${id} is not lowerCamelCase.`, location });
    } else if (!verbs.includes(id.replace(/[A-Z].*/, ''))) {
      ctx.report({
        message: `The operationId ${id} does not start with a verb (${verbs.join(', ')}). Rename it, or add its verb in redocly.yaml.`,
        location,
      });
    } else if (other !== undefined && other !== id) {
      const message = `${id} and ${other} have one page on some machines. Rename one of them.`;
      ctx.report({ message, location });
    }
  };

  return { Paths: { Operation: ofOperation } };
}
