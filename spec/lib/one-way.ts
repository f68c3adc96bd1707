// Properties that travel one way: `readOnly` ones are in responses, `writeOnly` ones in requests. Where
// they are `required`, that counts for their own way only (OpenAPI 3.1, Schema Object).
import { type OpenApiDocument, resolve } from './contract.ts';

/** What is left out of each way. */
const leftOut = { request: 'readOnly', response: 'writeOnly' } as const;

/**
 * The names of properties that a schema marks as travelling the other way only, in whatever looks at the
 * same value as it does.
 *
 * @param seen for schemas that contain themselves
 */
export function leftOutOf(
  document: OpenApiDocument,
  schema: any,
  way: 'request' | 'response',
  seen: Set<any> = new Set(),
): Set<string> {
  const current = resolve(document, schema);
  if (typeof current !== 'object' || current === null || seen.has(current)) return new Set();
  seen.add(current);
  const own = Object.entries(current.properties ?? {})
    .filter(([, property]) => isMarked(document, property, leftOut[way]))
    .map(([name]) => name);
  const beside = [
    ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => current[keyword] ?? []),
    ...['if', 'then', 'else'].map((keyword) => current[keyword]),
    ...Object.values(current.dependentSchemas ?? {}),
    // What stands beside a reference.
    ...(schema === current ? [] : [{ ...schema, $ref: undefined }]),
  ];
  return new Set([...own, ...beside.flatMap((one) => [...leftOutOf(document, one, way, seen)])]);
}

function isMarked(document: OpenApiDocument, property: any, mark: string) {
  return property?.[mark] === true || resolve(document, property)?.[mark] === true;
}
