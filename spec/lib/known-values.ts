import { at, type OpenApiDocument } from './contract.ts';

/**
 * Writes the values of a table into the schemas that refer to it with `x-known-values`, as an open
 * enumeration like any other: viewers and generators read `anyOf`, but no extension of ours.
 *
 * @returns a copy without `x-known-values`
 */
export function withKnownValues(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const [name, schema] of Object.entries<any>(copy.components?.schemas ?? {})) {
    if (!schema['x-known-values']) continue;
    const { type, 'x-known-values': pointer, description, ...rest } = schema;
    const table = Object.entries<any>(at(document, pointer));
    const known = {
      type,
      enum: table.map(([value]) => value),
      'x-enumDescriptions': Object.fromEntries(table.map(([value, { when }]) => [value, when])),
    };
    copy.components.schemas[name] = { description, anyOf: [known, { type }], ...rest };
  }
  return copy;
}
