import type { Context, Location, Visitor } from './redocly.js';

const types = [
  'Operation',
  'Parameter',
  'RequestBody',
  'Response',
  'Header',
  'SecurityScheme',
  'Tag',
];

/** What may say what it is. */
interface Described {
  description?: unknown;
}

/** What stands in there narrows a property that is described around it. */
const narrowing = /(?<!\/properties)\/(if|then|else|not|dependentSchemas)\//;

/**
 * Every operation, parameter, request body, response, header, security scheme, tag, property and
 * schema with a name of its own says what it is. A reference is described by what it leads to.
 */
export default function descriptionRequired(): Visitor {
  const check = (node: Described | undefined, location: Location, what: string, ctx: Context) => {
    if (typeof node?.description === 'string' && node.description.trim() !== '') return;
    ctx.report({ message: `${what} has no description. Say what it is for.`, location });
  };

  const described =
    (type: string): ((node: Described, ctx: Context) => void) =>
    (node, ctx) =>
      check(node, ctx.location, `This ${type}`, ctx);

  return {
    ...Object.fromEntries(types.map((type) => [type, described(type)])),
    ref(_reference, ctx, target) {
      // A reference that leads nowhere is reported by Redocly's own rule.
      if (ctx.type.name !== 'Schema' || !target.location || target.error) return;
      check(target.node, target.location, 'This schema', ctx);
    },
    SchemaProperties(properties, ctx) {
      if (narrowing.test(ctx.location.absolutePointer)) return;
      for (const [name, property] of Object.entries<Described & { $ref?: string }>(properties)) {
        // What a reference leads to is checked above.
        if (property?.$ref) continue;
        check(property, ctx.location.child([name]), `The property ${name}`, ctx);
      }
    },
  };
}
