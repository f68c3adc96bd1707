import type { SchemaObject } from 'openapi3-ts/oas31';
import type { Node } from './node.ts';
import type { Location } from './redocly.js';

const maps = ['properties', 'patternProperties', 'dependentSchemas'];
const lists = ['allOf', 'anyOf', 'oneOf'];
const single = ['if', 'then', 'else', 'not'];
const nested = ['items', 'contains', 'additionalProperties', 'unevaluatedProperties'];

/**
 * A schema and all that it is made of, through references.
 *
 * @param seen what is left out; it takes up what is found
 * @returns each schema before those inside it
 */
export function schemasOf(schema: Node, seen: Set<string>): Node[] {
  const id = schema.location.absolutePointer;
  if (schema.value === null || typeof schema.value !== 'object' || seen.has(id)) return [];
  seen.add(id);
  const inside = [
    ...[...maps, ...lists, 'prefixItems'].flatMap((key) =>
      schema
        .get(key)
        .entries()
        .map(([, inner]) => inner),
    ),
    ...[...single, ...nested].map((key) => schema.get(key)),
  ];
  return [schema, ...inside.flatMap((inner) => schemasOf(inner, seen))];
}

/** An object with properties that is written where it is used, and not in a file or under a name of its own. */
export function objectWithin(holder: Node, key: string): Node | undefined {
  const { absolutePointer } = holder.location;
  return schemasOf(holder.get(key), new Set()).find(
    ({ value, location }) =>
      value.properties && location.absolutePointer.startsWith(absolutePointer),
  );
}

/** Schemas, or maps or lists of them. */
interface Tree {
  [key: string]: Tree | undefined;
}

/**
 * The schemas written inside another one that look at the same value as it does. References are
 * left out: what they lead to stands for itself.
 *
 * @param location of the schema
 * @returns where they stand
 */
export function inlineVariants(schema: SchemaObject, location: Location): Location[] {
  const written = schema as Tree;
  const paths = [
    ...lists.flatMap((key) => Object.keys(written[key] ?? []).map((index) => [key, index])),
    ...single.filter((key) => written[key] !== undefined).map((key) => [key]),
  ];
  return paths
    .filter(
      (path) => !path.reduce<Tree | undefined>((value, key) => value?.[key], written)?.['$ref'],
    )
    .map((path) => location.child(path));
}
