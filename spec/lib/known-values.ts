import { at, type ErrorCode, type OpenApiDocument, type SchemaObject } from './contract.ts';

/** A schema whose values are the keys of a table. */
type Referring = Omit<SchemaObject, '$ref'> & { 'x-known-values'?: string };

/**
 * Writes the values of a table into the schemas that refer to it with `x-known-values`, as an open
 * enumeration like any other: viewers and generators read `anyOf`, but no extension of ours.
 *
 * @returns a copy without `x-known-values`
 */
export function withKnownValues(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const [name, schema] of Object.entries<Referring>(copy.components?.schemas ?? {})) {
    if (!schema['x-known-values']) continue;
    const { type, 'x-known-values': pointer, description, ...rest } = schema;
    const typed = type === undefined ? {} : { type };
    const table = Object.entries<Pick<ErrorCode, 'when'>>(at(document, pointer));
    const known = {
      ...typed,
      enum: table.map(([value]) => value),
      'x-enumDescriptions': Object.fromEntries(table.map(([value, { when }]) => [value, when])),
    };
    copy.components.schemas[name] = {
      ...(description !== undefined && { description }),
      anyOf: [known, typed],
      ...rest,
    } as SchemaObject;
  }
  return copy;
}
