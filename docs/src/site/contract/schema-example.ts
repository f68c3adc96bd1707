import { document, examplesOf, json, operations } from './document.ts';
import { nameOf } from './schema.ts';

const bodies = operations.flatMap(({ requestBody, responses }) =>
  [requestBody, ...Object.values(responses)].flatMap((holder) => {
    const described = json(holder)?.schema;
    const schema = described && nameOf(described);
    return examplesOf(document, json(holder)).map(({ value }) => ({ schema, value }));
  }),
);

/**
 * An example of a named schema: its own, else one of a body that it describes, else the one inside
 * an example of a schema that has it as a property.
 */
export function exampleOf(name: string): unknown {
  const own = document.components.schemas[name]?.examples?.[0];
  return own ?? bodyExampleOf(name) ?? embeddedExampleOf(name);
}

function bodyExampleOf(name: string): unknown {
  return bodies.find(({ schema }) => schema === name)?.value;
}

function embeddedExampleOf(name: string): unknown {
  for (const { schema, value } of bodies) {
    const found = schema && findIn(value, document.components.schemas[schema], name);
    if (found !== undefined) return found;
  }
  return undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: any JSON beside its schema
function findIn(value: any, schema: any, name: string): unknown {
  const items = Array.isArray(value) ? value.map((item) => [item, schema.items]) : [];
  const properties = Object.entries(schema?.properties ?? {}).map(([key, property]) => [
    value?.[key],
    property,
  ]);
  for (const [child, childSchema] of [...items, ...properties]) {
    if (child === undefined || !childSchema) continue;
    if (nameOf(childSchema) === name) return child;
    const target = document.components.schemas[nameOf(childSchema) ?? ''] ?? childSchema;
    const found = findIn(child, target, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
