// Which facts about schemas a JSON value bears out.

import { isOfType, type Json, type Schema, type SchemaNode, typesOf } from '@connect-api/probes';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Fact } from './facts.ts';
import { type Finding, keyOf } from './finding.ts';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

/**
 * The keys of the facts that the value bears out: properties that are there with the right type, values
 * of enumerations, texts of the right format.
 */
export function* mentionsOf(
  owner: string,
  reference: SchemaNode,
  value: Json | undefined,
): Generator<string> {
  const name = reference.ref ?? owner;
  const node = reference.target();
  const { json } = node;
  if (reference.ref !== undefined && fits(node, value)) yield `property ${name}`;
  if (['string', 'number', 'boolean'].includes(typeof value)) {
    if (json.format && ajv.validate({ format: json.format }, value)) yield `format ${name}`;
    yield `enum value ${name} ${value}`;
  }
  if (Array.isArray(value)) yield* mentionsOfItems(name, node, value);
  const values =
    typeof json.additionalProperties === 'object' && node.get<Schema>('additionalProperties');
  for (const [key, inner] of Object.entries(values ? (value ?? {}) : {})) {
    if (values && !(key in (json.properties ?? {})))
      yield* mentionsOf(`${name} values`, values, inner);
  }
  for (const [, part] of node.get('allOf')?.entries<Schema>() ?? [])
    yield* mentionsOf(name, part, value);
  for (const keyword of ['oneOf', 'anyOf'] as const)
    for (const [, variant] of node.get(keyword)?.entries<Schema>() ?? [])
      if (mayBe(variant, value)) yield* mentionsOf(name, variant, value);
  for (const [property, schema] of node.get('properties')?.entries<Schema>() ?? []) {
    const inner = isHolder(value) ? value[property] : undefined;
    if (inner === undefined) continue;
    if (fits(schema, inner)) yield `property ${name}.${property}`;
    yield `required ${name}.${property}`;
    yield* mentionsOf(`${name}.${property}`, schema, inner);
  }
}

function* mentionsOfItems(name: string, node: SchemaNode, value: Json[]): Generator<string> {
  const first = node.get('prefixItems')?.entries<Schema>() ?? [];
  const others = node.json.items ? node.get<Schema>('items') : undefined;
  for (const [index, item] of value.entries()) {
    const own = first[index]?.[1];
    if (own) yield* mentionsOf(`${name} item ${index + 1}`, own, item);
    else if (others) yield* mentionsOf(`${name} items`, others, item);
  }
}

function isHolder(value: Json | undefined): value is Record<string, Json | undefined> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is not another variant's: what has one value only, such as its name, is that one. */
function mayBe(variant: SchemaNode, value: Json | undefined): boolean {
  const properties = variant.target().get('properties')?.entries<Schema>() ?? [];
  return properties.every(([property, schema]) => {
    const only = schema.target().json.const;
    const own = isHolder(value) ? value[property] : undefined;
    return only === undefined || own === undefined || own === only;
  });
}

/** @param value whether it has the type that the schema names */
function fits(reference: SchemaNode, value: Json | undefined) {
  const types = typesOf(reference);
  return types.length === 0 || (value !== undefined && isOfType(types, value));
}

/** How often each of the facts is borne out by all of the values. */
export function countOf(mentions: Iterable<string>) {
  const counts: Map<string, number> = new Map();
  for (const key of mentions) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Facts that are borne out another number of times than they should be. */
export function compareCounts(
  facts: Fact[],
  wanted: Map<string, number>,
  found: Map<string, number>,
  where: string,
): Finding[] {
  return facts.flatMap((fact) => {
    const [want = 0, got = 0] = [wanted, found].map((counts) => counts.get(keyOf(fact)));
    return want === got ? [] : [{ fact, found: `${got} times instead of ${want}`, where }];
  });
}
