import { nodeOf } from './node.js';

/**
 * Where the variants of a oneOf narrow an enum of the schema around them, together they have exactly
 * its values. They repeat the values by hand, so that this must be checked.
 */
export default function enumVariants() {
  return {
    Schema(schema, ctx) {
      const variants = nodeOf(ctx, schema).get('oneOf');
      for (const [name, property] of nodeOf(ctx, schema).get('properties').entries()) {
        if (!property.value?.enum) continue;

        const narrowed = variants
          .entries()
          .map(([, variant]) => variant.get('properties', name))
          .filter(({ value }) => value?.enum || value?.const !== undefined);
        if (narrowed.length === 0) continue;

        const values = narrowed.flatMap(({ value }) => value.enum ?? [value.const]);
        for (const value of property.value.enum.filter((value) => !values.includes(value))) {
          ctx.report({
            message: `No variant allows the value ${value} of ${name}. Add it to one of them.`,
            location: variants.location,
          });
        }
        for (const { value, location } of narrowed) {
          for (const extra of (value.enum ?? [value.const]).filter((one) => !property.value.enum.includes(one))) {
            ctx.report({
              message: `This variant allows the value ${extra}, which ${name} does not have. Remove it, or add it there.`,
              location,
            });
          }
        }
      }
    },
  };
}
