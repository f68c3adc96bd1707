const types = ['Operation', 'Parameter', 'RequestBody', 'Response', 'Header', 'SecurityScheme', 'Tag'];

/**
 * Every operation, parameter, request body, response, header, security scheme, tag, property and
 * schema with a name of its own says what it is. A reference is described by what it leads to.
 */
export default function descriptionRequired() {
  const check = (node, location, what, ctx) => {
    if (typeof node?.description === 'string' && node.description.trim() !== '') return;
    ctx.report({ message: `${what} has no description. Say what it is for.`, location });
  };

  return {
    ...Object.fromEntries(
      types.map((type) => [type, (node, ctx) => check(node, ctx.location, `This ${type}`, ctx)]),
    ),
    ref(_reference, ctx, target) {
      if (ctx.type.name !== 'Schema' || !target.location) return;
      check(target.node, target.location, 'This schema', ctx);
    },
    SchemaProperties(properties, ctx) {
      for (const [name, property] of Object.entries(properties)) {
        // What a reference leads to is checked above.
        if (property?.$ref) continue;
        check(property, ctx.location.child([name]), `The property ${name}`, ctx);
      }
    },
  };
}
