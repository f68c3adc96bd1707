import type { Visitor } from './redocly.js';
import { inlineVariants } from './schema.ts';

/**
 * Every value of an enum, and nothing else, has its text in x-enumDescriptions. A variant that
 * narrows the enum of the schema around it repeats values that are described there.
 */
export default function enumDescription(): Visitor {
  const narrowing = new Set();

  return {
    Schema(schema, ctx) {
      const { location } = ctx;
      for (const name of Object.keys(schema.properties ?? {})) {
        for (const variant of inlineVariants(schema, location)) {
          narrowing.add(variant.child(['properties', name]).absolutePointer);
        }
      }
      if (!schema.enum || narrowing.has(location.absolutePointer)) return;

      const texts = schema['x-enumDescriptions'] ?? {};
      for (const [index, value] of schema.enum.entries()) {
        if (typeof texts[value] === 'string' && texts[value].trim() !== '') continue;
        ctx.report({
          message: `The enum value ${value} has no text. Add it to x-enumDescriptions.`,
          location: location.child(['enum', index]),
        });
      }
      for (const value of Object.keys(texts).filter(
        (key) => !schema.enum.map(String).includes(key),
      )) {
        ctx.report({
          message: `x-enumDescriptions describes ${value}, which is not a value of the enum. Remove it.`,
          location: location.child(['x-enumDescriptions', value]).key(),
        });
      }
    },
  };
}
