// Properties that travel one way: `readOnly` ones are in responses, `writeOnly` ones in requests. Where
// they are `required`, that counts for their own way only (OpenAPI 3.1, Schema Object).
import { type OpenApiDocument, resolve, type SchemaObject } from './contract.ts';

/** What is left out of each way. */
const leftOut = { request: 'readOnly', response: 'writeOnly' } as const;

/** A property, or a reference to it. */
type Marked = Pick<SchemaObject, 'readOnly' | 'writeOnly'>;

/** Those of a schema that look at the same value, and `properties`. */
type Keywords = Partial<
  Record<'allOf' | 'anyOf' | 'oneOf', unknown[]> &
    Record<'if' | 'then' | 'else', unknown> &
    Record<'properties', Record<string, Marked>> &
    Record<'dependentSchemas', object>
>;

/**
 * The names of properties that a schema marks as travelling the other way only, in whatever looks at the
 * same value as it does.
 *
 * @param seen for schemas that contain themselves
 */
export function leftOutOf(
  document: OpenApiDocument,
  schema: unknown,
  way: 'request' | 'response',
  seen: Set<unknown> = new Set(),
): Set<string> {
  const current = resolve(document, schema);
  if (typeof current !== 'object' || current === null || seen.has(current)) return new Set();
  seen.add(current);
  const keywords = current as Keywords;
  const own = Object.entries(keywords.properties ?? {})
    .filter(([, property]) => isMarked(document, property, leftOut[way]))
    .map(([name]) => name);
  const beside = [
    ...(['allOf', 'anyOf', 'oneOf'] as const).flatMap((keyword) => keywords[keyword] ?? []),
    ...(['if', 'then', 'else'] as const).map((keyword) => keywords[keyword]),
    ...Object.values(keywords.dependentSchemas ?? {}),
    // What stands beside a reference.
    ...(schema === current ? [] : [{ ...(schema as object), $ref: undefined }]),
  ];
  return new Set([...own, ...beside.flatMap((one) => [...leftOutOf(document, one, way, seen)])]);
}

function isMarked(document: OpenApiDocument, property: Marked | undefined, mark: keyof Marked) {
  return (
    property?.[mark] === true || resolve<Marked | undefined>(document, property)?.[mark] === true
  );
}
