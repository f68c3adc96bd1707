import type { SchemaObject } from 'openapi3-ts/oas31';
import { nodeOf } from './node.ts';
import type { Visitor } from './redocly.js';

/**
 * Where the variants of a oneOf narrow an enum of the schema around them, together they have exactly
 * its values. They repeat the values by hand, so that this must be checked.
 */
export default function enumVariants(): Visitor {
  return {
    Schema(schema, ctx) {
      const variants = nodeOf(ctx, schema).get('oneOf');
      for (const [name, property] of nodeOf(ctx, schema).get('properties').entries()) {
        const narrowed = variants
          .entries()
          .map(([, variant]) => variant.get('properties', name))
          .filter(({ value }) => valuesOf(value));
        if (!property.value?.enum || narrowed.length === 0) continue;

        const all = property.value.enum;
        const allowed = narrowed.flatMap(({ value }) => valuesOf(value));
        for (const value of without(all, allowed)) {
          ctx.report({
            message: `No variant allows the value ${value} of ${name}. Add it to one of them.`,
            location: variants.location,
          });
        }
        for (const { value, location } of narrowed) {
          for (const extra of without(valuesOf(value) ?? [], all)) {
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

function valuesOf(schema: SchemaObject | undefined): unknown[] | undefined {
  return schema?.enum ?? (schema?.const === undefined ? undefined : [schema.const]);
}

function without(values: unknown[], others: unknown[]) {
  return values.filter((value) => !others.includes(value));
}
