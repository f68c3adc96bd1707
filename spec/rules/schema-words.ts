import { type Node, nameOf, nodeOf } from './node.ts';
import type { Context, Visitor } from './redocly.js';

/** Keywords that not every part of this repository can follow, and what says it instead. */
const instead: Record<string, string> = {
  $id: 'Refer to the file',
  $anchor: 'Refer to the place by its path',
  $dynamicRef: 'Write $ref',
  $dynamicAnchor: 'Refer to the file',
  $schema: 'Remove it; all schemas are of one dialect',
  $defs: 'Write the schema into a file of its own, and refer to that',
  not: 'Write what may be: an enum, a pattern or oneOf',
  contains: 'Say by items what each item is, or by prefixItems what the first ones are',
  minContains: 'Write minItems',
  maxContains: 'Write maxItems',
  dependentSchemas: 'Write dependentRequired, or if with required, and then',
  patternProperties: 'Write propertyNames with the pattern, and additionalProperties',
  unevaluatedItems: 'Write items: false',
  contentEncoding: 'Write the format byte',
  contentMediaType: 'Say it in the description',
  contentSchema: 'Describe it',
  xml: 'Remove it; bodies are JSON',
};

/** What every object of JavaScript inherits: its types refuse an object that lacks one of another type. */
export const everyObjects = Object.getOwnPropertyNames(Object.prototype).filter(
  (name) => name !== '__proto__',
);

/**
 * Schemas say what every part of this repository can read: formats that can be checked, no keywords that
 * generators leave out, properties that are required where they are declared, and a discriminator whose value
 * tells the branches apart for sure.
 */
export default function schemaWords({ formats }: { formats: string[] }): Visitor {
  return {
    Schema(schema, ctx) {
      if (typeof schema !== 'object' || schema === null) return;
      for (const keyword of Object.keys(instead).filter((one) => one in schema)) {
        ctx.report({
          message: `Not every generator knows ${keyword}. ${instead[keyword]}.`,
          location: ctx.location.child([keyword]).key(),
        });
      }
      if (Object.hasOwn(schema.properties ?? {}, '__proto__')) {
        ctx.report({
          message: 'JavaScript takes __proto__ for something else. Give the property another name.',
          location: ctx.location.child(['properties', '__proto__']).key(),
        });
      }
      for (const name of everyObjects) {
        if (!Object.hasOwn(schema.properties ?? {}, name) || schema.required?.includes(name))
          continue;
        ctx.report({
          message: `Every object of JavaScript has a ${name}, so nobody sees that this one is missing. Require it, or give it another name.`,
          location: ctx.location.child(['properties', name]).key(),
        });
      }
      if (schema.unevaluatedProperties !== undefined && schema.unevaluatedProperties !== false) {
        ctx.report({
          message:
            'unevaluatedProperties closes an object, or is left out. Write false, or additionalProperties with the schema.',
          location: ctx.location.child(['unevaluatedProperties']),
        });
      }
      if (schema.unevaluatedProperties === false && hasChoice(nodeOf(ctx, schema))) {
        ctx.report({
          message:
            'Beside a choice or a condition, unevaluatedProperties lets names such as constructor pass. Write a choice of whole schemas, each closed by additionalProperties: false.',
          location: ctx.location.child(['unevaluatedProperties']),
        });
      }
      if (schema.format !== undefined && !formats.includes(schema.format)) {
        ctx.report({
          message: `The format ${schema.format} is not checked by anything. Write a pattern, or one of ${formats.join(', ')}.`,
          location: ctx.location.child(['format']),
        });
      }
      const parts = [schema, ...(schema.allOf ?? [])].filter((part) => !part.$ref && schema.allOf);
      for (const { required = [], properties = {} } of parts) {
        const inherited = required.filter((name: string) => !Object.hasOwn(properties, name));
        if (inherited.length === 0) continue;
        ctx.report({
          message: `${inherited.join(', ')} may be left out where it is declared, and that is what docs show. Write it into required there, or declare it here and no longer there.`,
          location: ctx.location.child([
            schema.required?.includes(inherited[0]) ? 'required' : 'allOf',
          ]),
        });
      }
      if (schema.discriminator) checkDiscriminator(nodeOf(ctx, schema), ctx);
    },
  };
}

/** Whether it depends on the value which properties a schema names, its own or those that it takes over. */
function hasChoice(schema: Node): boolean {
  const own = ['oneOf', 'anyOf', 'if'].some((keyword) => schema.value?.[keyword] !== undefined);
  return (
    own ||
    schema
      .get('allOf')
      .entries()
      .some(([, part]) => hasChoice(part))
  );
}

function checkDiscriminator(schema: Node, ctx: Context): void {
  const { propertyName: tag, mapping = {} } = schema.value.discriminator;
  const location = schema.location.child(['discriminator']);
  const branches = [...schema.get('oneOf').entries(), ...schema.get('anyOf').entries()];
  if (branches.length === 0) {
    const message =
      'A discriminator without oneOf tells nothing apart. Add oneOf with the schemas, or remove it.';
    ctx.report({ message, location });
    return;
  }
  const named = new Map(
    Object.entries<string>(mapping).map(([value, reference]) => [
      ctx.resolve({ $ref: reference }, location.source.absoluteRef).location?.absolutePointer,
      value,
    ]),
  );
  if (branches.every(([, branch]) => !branch.get('properties', tag).value)) {
    const message = `No schema of this choice has a property ${tag}. Correct propertyName.`;
    ctx.report({ message, location: location.child(['propertyName']) });
    return;
  }
  for (const [, branch] of branches) {
    const values = valuesOf(branch.get('properties', tag));
    const name = nameOf(branch.location);
    const wanted = named.get(branch.location.absolutePointer) ?? name;
    if (values.length === 1 && values[0] === wanted) continue;
    const fix = named.size > 0 ? '' : ', or give the discriminator a mapping';
    ctx.report({
      message: `${name} does not say which ${tag} it is told apart by. Give its ${tag} the const ${wanted}${fix}.`,
      location,
    });
  }
}

function valuesOf({ value }: Node): unknown[] {
  return value?.enum ?? (value?.const === undefined ? [] : [value.const]);
}
