// Properties that travel one way: `readOnly` ones are in responses, `writeOnly` ones in requests. Where
// they are `required`, that counts for their own way only (OpenAPI 3.1, Schema Object).
import { resolve } from './contract.js';

/** What is left out of each way. */
const leftOut = /** @type {const} */ ({ request: 'readOnly', response: 'writeOnly' });

/**
 * The names of properties that a schema marks as travelling the other way only, in whatever looks at the
 * same value as it does.
 *
 * @param {import('./contract.js').OpenApiDocument} document
 * @param {any} schema
 * @param {'request' | 'response'} way
 * @param {Set<any>} [seen] for schemas that contain themselves
 * @returns {Set<string>}
 */
export function leftOutOf(document, schema, way, seen = new Set()) {
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

/** @param {import('./contract.js').OpenApiDocument} document @param {any} property @param {string} mark */
function isMarked(document, property, mark) {
  return property?.[mark] === true || resolve(document, property)?.[mark] === true;
}
