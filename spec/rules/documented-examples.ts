import { type Node, nodeOf } from './node.ts';
import type { Context, Visitor } from './redocly.js';

const variants = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'];
const single = ['if', 'then', 'else'];

/**
 * An example shows only properties that its schema names. Responses take others, but in an example one is
 * a typing mistake, or missing in the schema.
 */
export default function documentedExamples(): Visitor {
  const check = (holder: unknown, ctx: Context) => {
    const { get } = nodeOf(ctx, holder);
    for (const [, example] of get('examples').entries())
      compare(example.get('value'), [get('schema')], ctx);
  };
  return {
    MediaType: check,
    Parameter: check,
    Header: check,
    Schema(schema, ctx) {
      if (!Array.isArray(schema?.examples)) return;
      const node = nodeOf(ctx, schema);
      for (const [, example] of node.get('examples').entries()) compare(example, [node], ctx);
    },
  };
}

/** @param schemas which the value has to fit, or some of them */
function compare(value: Node, schemas: Node[], ctx: Context): void {
  const all = schemas.flatMap((schema) => withVariants(schema, new Set()));
  if (all.length === 0) return;
  if (Array.isArray(value.value)) {
    for (const [index, item] of value.entries()) {
      const of = all.map((schema) => schema.get('prefixItems', Number(index)));
      const here = of.filter(isSchema);
      compare(item, here.length > 0 ? here : all.map((schema) => schema.get('items')), ctx);
    }
    return;
  }
  const named = all.filter((schema) => schema.get('properties').entries().length > 0);
  if (named.length === 0 || all.some(takesAny)) return;
  for (const [name, inner] of value.entries()) {
    const of = named.filter((schema) => Object.hasOwn(schema.value.properties, name));
    if (of.length > 0) {
      const inside = of.map((schema) => schema.get('properties', name));
      compare(inner, inside, ctx);
    } else {
      ctx.report({
        message: `The schema of this example names no property ${name}. Correct the name, or add it to the schema.`,
        location: inner.location.key(),
      });
    }
  }
}

/** A schema and those that look at the same value. */
function withVariants(schema: Node, seen: Set<string>): Node[] {
  const id = schema.location.absolutePointer;
  if (!isSchema(schema) || seen.has(id)) return [];
  seen.add(id);
  const others = [
    ...variants.flatMap((key) =>
      schema
        .get(key)
        .entries()
        .map(([, variant]) => variant),
    ),
    ...single.map((key) => schema.get(key)),
  ];
  return [schema, ...others.flatMap((other) => withVariants(other, seen))];
}

/** Whether it says itself what further properties may be, `false` too, which Redocly's rules check. */
function takesAny({ value }: Node): boolean {
  return ['additionalProperties', 'unevaluatedProperties', 'patternProperties'].some(
    (keyword) => value[keyword] !== undefined,
  );
}

function isSchema({ value }: Node): boolean {
  return typeof value === 'object' && value !== null;
}
