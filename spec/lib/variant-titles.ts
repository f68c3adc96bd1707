import type { OpenApiDocument, SchemaObject } from './contract.ts';

/**
 * Gives each schema of a choice that has no title its name as title: many viewers show nothing else of it.
 *
 * @returns a copy
 */
export function withVariantTitles(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  const schemas: Record<string, SchemaObject> = copy.components?.schemas ?? {};
  for (const pointer of variantsIn(copy)) {
    const name = pointer.replace('#/components/schemas/', '');
    const schema = schemas[name];
    if (schema) schemas[name] = { title: name, ...schema };
  }
  return copy;
}

/** Where the references in choices lead to. */
function variantsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { oneOf } = node as { oneOf?: { $ref?: string }[] };
  const own = Array.isArray(oneOf) ? oneOf.flatMap(({ $ref }) => $ref ?? []) : [];
  return [...own, ...Object.values(node).flatMap(variantsIn)];
}
