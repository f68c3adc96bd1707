// What a schema says, whatever it takes over from others.
import type { SchemaObject } from 'openapi3-ts/oas31';
import type { Json } from './json.ts';
import type { Node } from './node.ts';

/** With the keywords that the types of OpenAPI leave out. */
export type Schema = SchemaObject & {
  if?: Schema;
  then?: Schema;
  else?: Schema;
  dependentRequired?: Record<string, string[]>;
  unevaluatedProperties?: boolean | Schema;
};

export type SchemaNode = Node<Schema>;

/** Which way a value goes: what is `readOnly` is in responses only, what is `writeOnly` in requests. */
export type Way = 'request' | 'response';

/** Whether a property belongs to this way. */
export function goes(way: Way, property: SchemaNode): boolean {
  const { readOnly, writeOnly } = { ...property.target().json, ...property.json };
  return way === 'request' ? !readOnly : !writeOnly;
}

/** The schemas of a keyword that holds a list of them. */
export function listOf(
  node: SchemaNode,
  keyword: 'allOf' | 'oneOf' | 'anyOf' | 'prefixItems',
): SchemaNode[] {
  return (node.get(keyword)?.entries<Schema>() ?? []).map(([, each]) => each);
}

/** The schema of a keyword that holds one. */
export function innerOf(
  node: SchemaNode,
  keyword: 'items' | 'additionalProperties' | 'propertyNames' | 'if' | 'then' | 'else',
): SchemaNode | undefined {
  const inner = node.get<Schema>(keyword);
  return typeof inner?.json === 'object' ? inner : undefined;
}

export function propertiesOf(node: SchemaNode): [string, SchemaNode][] {
  return node.get('properties')?.entries<Schema>() ?? [];
}

/** A schema with everything that it takes over by `allOf`. */
export function partsOf(reference: SchemaNode): SchemaNode[] {
  const node = reference.target();
  return [node, ...listOf(node, 'allOf').flatMap(partsOf)];
}

/** Whether it has properties, its own or such as it takes over. */
export function isObject(reference: SchemaNode): boolean {
  return partsOf(reference).some(({ json }) => json.properties !== undefined);
}

/** The variants of an object that has properties of its own too. */
export function variantsOf(node: SchemaNode): SchemaNode[] {
  return node.json.properties ? listOf(node, 'oneOf') : [];
}

/** The list of an open enumeration: `anyOf` an enum and its bare type. */
export function openEnumOf(node: SchemaNode): Node<Json[]> | undefined {
  const parts = listOf(node, 'anyOf');
  const known = parts.find(({ json }) => json.enum);
  // Of a format or a pattern not every other value is.
  const isAny = ({ type, enum: values, format, pattern }: Schema) =>
    type && !values && !format && !pattern;
  return parts.some(({ json }) => isAny(json)) ? known?.get('enum') : undefined;
}

/** All that must hold of a value at once: of a choice one branch, and what is said beside it. */
export type Shape = SchemaNode[];

const known: WeakMap<SchemaNode, Shape[]> = new WeakMap();

/** Every way to be of a schema. What comes first in one of them decides. */
export function shapesOf(reference: SchemaNode): Shape[] {
  const node = reference.target();
  const shapes = known.get(node) ?? shapesOfNode(node);
  known.set(node, shapes);
  return shapes;
}

function shapesOfNode(node: SchemaNode): Shape[] {
  const choices = [...listOf(node, 'oneOf'), ...listOf(node, 'anyOf')];
  const chosen: Shape[] = choices.length > 0 ? choices.flatMap(shapesOf) : [[]];
  const parts = shapesOfAll(listOf(node, 'allOf'));
  return chosen.flatMap((branch) => parts.map((part) => [...branch, node, ...part]));
}

/** Every way to be of all of the schemas. */
export function shapesOfAll(schemas: SchemaNode[]): Shape[] {
  return schemas.reduce<Shape[]>(
    (shapes, each) => shapes.flatMap((shape) => shapesOf(each).map((more) => [...shape, ...more])),
    [[]],
  );
}

/** The keywords of a shape that are no schemas. */
export function keywordsOf(shape: Shape): Schema {
  return Object.assign({}, ...shape.map(({ json }) => json).reverse());
}

export function requiredOf(shape: Shape): string[] {
  return [...new Set(shape.flatMap(({ json }) => json.required ?? []))];
}

/** These names, and those of what must be there where they are. */
export function withNeeded(shape: Shape, names: string[]): string[] {
  const all = new Set(names);
  // What is added on the way is looked at, too.
  for (const name of all)
    for (const { json } of shape) for (const needed of neededWith(json, name)) all.add(needed);
  return [...all];
}

/** What a schema itself asks for where it has this property. */
export function neededWith({ dependentRequired = {} }: Schema, name: string): string[] {
  return Object.hasOwn(dependentRequired, name) ? (dependentRequired[name] ?? []) : [];
}

/** What a shape says of a property, and what decides of it first. */
export function propertyOf(shape: Shape, name: string): SchemaNode[] {
  const found = shape.flatMap((each) => each.get('properties')?.get<Schema>(name) ?? []);
  return [...found.filter(decides), ...found.filter((each) => !decides(each))];
}

function decides(property: SchemaNode): boolean {
  const { const: constant, enum: values } = property.target().json;
  return constant !== undefined || values !== undefined;
}

/** The names of the properties that a shape knows. */
export function namesOf(shape: Shape): string[] {
  return [...new Set(shape.flatMap((each) => propertiesOf(each).map(([name]) => name)))];
}

/** Whether a condition holds: values of properties, and which must be there. */
export function holds(condition: SchemaNode, value: Record<string, Json | undefined>): boolean {
  const { required = [] } = condition.target().json;
  return (
    required.every((name) => value[name] !== undefined) &&
    propertiesOf(condition).every(
      ([name, property]) => value[name] === undefined || allows(property, value[name]),
    )
  );
}

/** What is asked of a value because of the conditions of a shape. */
export function consequencesOf(shape: Shape, value: Record<string, Json | undefined>): Shape {
  return shape.flatMap((each) => {
    const when = innerOf(each, 'if');
    return (when && innerOf(each, holds(when, value) ? 'then' : 'else')?.target()) ?? [];
  });
}

/** Whether a value is one of those that the property names, if it names any. */
export function allows(property: SchemaNode | undefined, value: Json | undefined): boolean {
  const { const: constant, enum: values } = property?.target().json ?? {};
  if (constant !== undefined) return value === constant;
  return values === undefined || values.includes(value);
}

/** The types that it names, or that its keywords speak of; none for a schema of any value. */
export function typesOf(reference: SchemaNode): string[] {
  const { json } = reference.target();
  if (json.type !== undefined) return [json.type].flat();
  const listed: Json[] = json.enum ?? (json.const === undefined ? [] : [json.const]);
  if (listed.length > 0) return [...new Set(listed.map(typeOf))];
  const choices = [...listOf(reference, 'oneOf'), ...listOf(reference, 'anyOf')].map(typesOf);
  if (choices.length > 0)
    return choices.some(({ length }) => length === 0) ? [] : [...new Set(choices.flat())];
  const parts = listOf(reference, 'allOf').map(typesOf);
  const [first] = parts.filter(({ length }) => length > 0);
  if (first) return first;
  if (json.properties || json.additionalProperties) return ['object'];
  return json.items || json.prefixItems ? ['array'] : [];
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Whether a value is of one of the types. */
export function isOfType(types: string[], value: Json): boolean {
  return types.includes(typeOf(value)) || (types.includes('integer') && Number.isInteger(value));
}
