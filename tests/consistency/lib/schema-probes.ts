// For each fact of a schema: values that must be accepted because of it, and values that must be refused.
import { isObject } from './facts.ts';
import type { Node } from './reading.ts';
import {
  goes,
  sampleList,
  sampleMap,
  sampleObject,
  sampleOf,
  variantsOf,
  type Way,
  wrongTypes,
} from './sample.ts';

export interface Probe {
  /** kind and id */
  fact: string;
  verdict: 'accepted' | 'refused';
  value: any;
}

/**
 * @param owner what the schema is called where it has no name of its own
 * @param way of the whole value
 * @param embed puts a value to its place in a whole one
 * @param above names of the schemas around it
 */
export function* schemaProbes(
  owner: string,
  reference: Node,
  way: Way,
  embed: (value: any) => any = (value) => value,
  above: string[] = [],
): Generator<Probe> {
  const name = reference.ref ?? owner;
  if (reference.ref !== undefined && above.includes(name)) return;
  const inside = reference.ref === undefined ? above : [...above, name];
  const node = reference.target();
  if (reference.ref !== undefined && !node.json.properties && !node.json.allOf)
    yield* typeProbes(name, node, way, embed);
  yield* valueProbes(name, node, embed);
  yield* limitProbes(name, node, way, embed);
  yield* innerProbes(name, node, way, embed, inside);
  if (isObject(node)) yield* objectProbes(name, node, way, embed, inside);
  else {
    for (const [, part] of node.get('allOf')?.entries() ?? [])
      yield* schemaProbes(name, part, way, embed, inside);
    const choices = node.get('oneOf')?.entries() ?? [];
    for (const [index, choice] of choices) {
      yield { fact: `property ${name}`, verdict: 'accepted', value: embed(sampleOf(choice, way)) };
      const title = choice.target().json.title ?? index;
      yield* schemaProbes(`${name} (${title})`, choice, way, embed, inside);
    }
  }
}

/** What is in a list or a map. */
function* innerProbes(
  name: string,
  node: Node,
  way: Way,
  embed: (value: any) => any,
  above: string[],
): Generator<Probe> {
  const { items, prefixItems, additionalProperties, propertyNames, minItems = 1 } = node.json;
  if (items) {
    const put = (value: any) => [value, ...sampleList(node, way, minItems).slice(1)];
    yield* schemaProbes(
      `${name} items`,
      node.get('items') as Node,
      way,
      (value) =>
        embed(prefixItems ? [...sampleList(node, way, prefixItems.length), value] : put(value)),
      above,
    );
  }
  for (const [index, item] of node.get('prefixItems')?.entries() ?? [])
    yield* schemaProbes(
      `${name} item ${Number(index) + 1}`,
      item,
      way,
      (value) => embed(sampleList(node, way, prefixItems.length).with(Number(index), value)),
      above,
    );
  if (typeof additionalProperties === 'object') {
    const [known = 'AA'] = Object.keys(sampleMap(node, way, 1));
    const whole = () => (isObject(node) ? sampleObject(node, way) : {});
    yield* schemaProbes(
      `${name} values`,
      node.get('additionalProperties') as Node,
      way,
      (value) => embed({ ...whole(), [known]: value }),
      above,
    );
  }
  if (propertyNames) {
    const [value = 1] = Object.values(sampleMap(node, way, 1));
    yield* schemaProbes(
      `${name} names`,
      node.get('propertyNames') as Node,
      way,
      (wrong) => embed({ [wrong]: value }),
      above,
    );
  }
}

export function* typeProbes(
  id: string,
  reference: Node,
  way: Way,
  embed: (value: any) => any,
): Generator<Probe> {
  const fact = `property ${id}`;
  yield { fact, verdict: 'accepted', value: embed(sampleOf(reference, way)) };
  const { type, multipleOf, maximum } = reference.target().json;
  if (type === 'number' && multipleOf === undefined && maximum === undefined)
    yield { fact, verdict: 'accepted', value: embed(sampleOf(reference, way) + 0.5) };
  for (const value of wrongTypes(reference))
    yield { fact, verdict: 'refused', value: embed(value) };
}

function* valueProbes(id: string, node: Node, embed: (value: any) => any): Generator<Probe> {
  const { json } = node;
  const open = json.anyOf?.find((part: any) => part.enum)?.enum;
  const known = open ?? json.enum ?? (json.const === undefined ? [] : [json.const]);
  for (const value of known)
    yield { fact: `enum value ${id} ${value}`, verdict: 'accepted', value: embed(value) };
  if (known.length === 0) return;
  const fact = `constraint ${id} other values`;
  yield { fact, verdict: open ? 'accepted' : 'refused', value: embed(otherThan(known)) };
}

/** A value of the same type that is none of them. */
function otherThan(known: unknown[]) {
  const numbers = known.filter((value) => typeof value === 'number');
  return numbers.length > 0 ? Math.max(...numbers) + 1 : 'anotherValue';
}

function* limitProbes(
  id: string,
  node: Node,
  way: Way,
  embed: (value: any) => any,
): Generator<Probe> {
  const { format, pattern, minLength, maxLength } = node.json;
  const probe = (fact: string, verdict: Probe['verdict'], value: any) => ({
    fact: `${fact}`,
    verdict,
    value: embed(value),
  });
  if (format) {
    yield probe(`format ${id}`, 'accepted', sampleOf(node, way));
    for (const value of notOfFormat(format)) yield probe(`format ${id}`, 'refused', value);
  }
  if (pattern !== undefined) {
    yield probe(`constraint ${id} pattern`, 'accepted', sampleOf(node, way));
    for (const value of ['two words', 'clé', '\u0080', '(', 'UPPER', 'lower', '0'].filter(
      (each) => !new RegExp(pattern, 'u').test(each),
    ))
      yield probe(`constraint ${id} pattern`, 'refused', value);
  }
  const fill = ['x', 'X', '0'].find((each) =>
    new RegExp(pattern ?? '', 'u').test(each.repeat(maxLength ?? minLength ?? 1)),
  );
  const text = (length: number) => (fill ?? 'x').repeat(length);
  if (minLength !== undefined) {
    yield probe(
      `constraint ${id} minLength`,
      'accepted',
      format || pattern ? sampleOf(node, way) : text(minLength),
    );
    if (minLength > 0) yield probe(`constraint ${id} minLength`, 'refused', text(minLength - 1));
  }
  if (maxLength !== undefined) {
    yield probe(
      `constraint ${id} maxLength`,
      'accepted',
      format || !fill ? sampleOf(node, way) : text(maxLength),
    );
    yield probe(`constraint ${id} maxLength`, 'refused', text(maxLength + 1));
  }
  yield* numberProbes(id, node, embed);
  yield* listProbes(id, node, way, embed);
  yield* sizeProbes(id, node, way, embed);
}

function* numberProbes(id: string, { json }: Node, embed: (value: any) => any): Generator<Probe> {
  /** keyword, what is accepted and what is refused */
  const limits: [string, number, number][] = [
    ['minimum', json.minimum, json.minimum - 1],
    ['maximum', json.maximum, json.maximum + 1],
    ['exclusiveMinimum', json.exclusiveMinimum + 1, json.exclusiveMinimum],
    ['exclusiveMaximum', json.exclusiveMaximum - 1, json.exclusiveMaximum],
    ['multipleOf', json.multipleOf, json.multipleOf * 1.5],
  ];
  for (const [keyword, good, bad] of limits) {
    if (json[keyword] === undefined) continue;
    const fact = `constraint ${id} ${keyword}`;
    yield { fact, verdict: 'accepted', value: embed(good) };
    yield { fact, verdict: 'refused', value: embed(bad) };
  }
}

function* listProbes(
  id: string,
  node: Node,
  way: Way,
  embed: (value: any) => any,
): Generator<Probe> {
  const { minItems, maxItems, uniqueItems, items, prefixItems = [] } = node.json;
  if (!items && prefixItems.length === 0) return;
  const probe = (keyword: string, verdict: Probe['verdict'], length: number) =>
    ({
      fact: `constraint ${id} ${keyword}`,
      verdict,
      value: embed(sampleList(node, way, length)),
    }) as Probe;
  if (minItems !== undefined) yield probe('minItems', 'accepted', minItems);
  if (minItems > 0) yield probe('minItems', 'refused', minItems - 1);
  if (maxItems !== undefined) yield probe('maxItems', 'accepted', maxItems);
  if (maxItems !== undefined) yield probe('maxItems', 'refused', maxItems + 1);
  if (uniqueItems) {
    const [item] = sampleList(node, way, 1);
    yield { fact: `constraint ${id} uniqueItems`, verdict: 'refused', value: embed([item, item]) };
  }
}

function* sizeProbes(
  id: string,
  node: Node,
  way: Way,
  embed: (value: any) => any,
): Generator<Probe> {
  const { minProperties, maxProperties } = node.json;
  const probe = (keyword: string, verdict: Probe['verdict'], count: number): Probe => ({
    fact: `constraint ${id} ${keyword}`,
    verdict,
    value: embed(sized(node, way, count)),
  });
  if (minProperties !== undefined) yield probe('minProperties', 'accepted', minProperties);
  if (minProperties > 0) yield probe('minProperties', 'refused', minProperties - 1);
  if (maxProperties !== undefined) yield probe('maxProperties', 'accepted', maxProperties);
  if (maxProperties !== undefined) yield probe('maxProperties', 'refused', maxProperties + 1);
}

/** An object with so many properties: those that it must have first, names that nobody knows last. */
function sized(node: Node, way: Way, count: number) {
  if (!isObject(node)) return sampleMap(node, way, count);
  const names = Object.keys(node.json.properties ?? {});
  const all = {
    ...sampleObject(node, way),
    ...valuesOfAll(node, way, names),
    ...sampleMap(node, way, count),
  };
  return Object.fromEntries(Object.entries(all).slice(0, count));
}

function valuesOfAll(node: Node, way: Way, names: string[]) {
  const properties = names.map(
    (name) => [name, node.get('properties')?.get(name) as Node] as const,
  );
  return Object.fromEntries(
    properties
      .filter(([, each]) => goes(way, each))
      .map(([name, each]) => [name, sampleOf(each, way)]),
  );
}

function notOfFormat(format: string) {
  if (format === 'date') return ['2124-02-30', '2124-02-29T09:00:00Z', 'tomorrow'];
  if (format === 'date-time') return ['2124-02-29', '2124-02-29T09:00:00', 'now'];
  return ['not of this form'];
}

function* objectProbes(
  name: string,
  node: Node,
  way: Way,
  embed: (value: any) => any,
  above: string[],
): Generator<Probe> {
  const { additionalProperties, unevaluatedProperties } = node.json;
  const closed = additionalProperties === false || unevaluatedProperties === false;
  if (typeof additionalProperties !== 'object')
    yield {
      fact: `constraint ${name} other properties`,
      verdict: closed ? 'refused' : 'accepted',
      value: embed({ ...sampleObject(node, way), anotherProperty: 1 }),
    };
  const variants = variantsOf(node);
  const inWhole = (property: string, value: any) => {
    const fitting = variants.find((each) => allows(each.get('properties')?.get(property), value));
    return embed(sampleObject(node, way, fitting?.target(), { [property]: value }));
  };
  yield* propertyProbes(name, node, way, above, inWhole);
  yield* conditionProbes(name, node, way, embed);
  for (const [, part] of node.get('allOf')?.entries() ?? [])
    yield* partProbes(name, part, way, above, inWhole);
  for (const [index, variant] of variants.entries()) {
    const title = `${name} (${variant.target().json.title ?? index})`;
    const put = (property: string, value: any) =>
      sampleObject(node, way, variant.target(), { [property]: value });
    yield* propertyProbes(title, variant.target(), way, above, (property, value) =>
      embed(put(property, value)),
    );
    const others = variants.filter((each) => each !== variant);
    for (const { property, value } of valuesElsewhere(node, variant)) {
      const whole = put(property, value);
      const verdict = others.some((other) => isOf(other, property, whole)) ? 'accepted' : 'refused';
      for (const fact of [
        `property ${title}.${property}`,
        `constraint ${title}.${property} other values`,
      ])
        yield { fact, verdict, value: embed(whole) };
    }
  }
}

/** What must be there where the condition holds. */
function* conditionProbes(
  name: string,
  node: Node,
  way: Way,
  embed: (value: any) => any,
): Generator<Probe> {
  const { if: when, then: consequence } = node.json;
  if (!when) return;
  const held = Object.fromEntries(
    Object.entries<any>(when.properties ?? {}).map(
      ([property, { const: constant, enum: values }]) => [property, constant ?? values?.[0]],
    ),
  );
  const fact = `constraint ${name} if`;
  yield { fact, verdict: 'accepted', value: embed(sampleObject(node, way, undefined, held)) };
  for (const missing of consequence?.required ?? []) {
    const value = sampleObject(node, way, undefined, { ...held, [missing]: undefined });
    yield { fact, verdict: 'refused', value: embed(value) };
  }
}

/** Values that the object itself allows and this variant does not. */
function valuesElsewhere(node: Node, variant: Node) {
  return (variant.get('properties')?.entries() ?? []).flatMap(([property, schema]) => {
    const values: any[] = node.get('properties')?.get(property)?.target().json.enum ?? [];
    return values.filter((value) => !allows(schema, value)).map((value) => ({ property, value }));
  });
}

function isOf(variant: Node, property: string, value: Record<string, any>) {
  const required: string[] = variant.target().json.required ?? [];
  return (
    allows(variant.get('properties')?.get(property), value[property]) &&
    required.every((name) => name in value)
  );
}

/** What an object takes over by `allOf` holds for the whole. */
function* partProbes(
  owner: string,
  reference: Node,
  way: Way,
  above: string[],
  embed: (property: string, value: any) => any,
): Generator<Probe> {
  const name = reference.ref ?? owner;
  const part = reference.target();
  yield* propertyProbes(name, part, way, above, embed);
  for (const [, each] of part.get('allOf')?.entries() ?? [])
    yield* partProbes(name, each, way, above, embed);
}

/** @param embed a value of `undefined` leaves the property out */
function* propertyProbes(
  name: string,
  node: Node,
  way: Way,
  above: string[],
  embed: (property: string, value: any) => any,
): Generator<Probe> {
  for (const [property, schema] of node.get('properties')?.entries() ?? []) {
    const id = `${name}.${property}`;
    const put = (value: any) => embed(property, value);
    const required = node.json.required?.includes(property) && goes(way, schema);
    yield {
      fact: `required ${id}`,
      verdict: required ? 'refused' : 'accepted',
      value: put(undefined),
    };
    yield* typeProbes(id, schema, way, put);
    yield* schemaProbes(id, schema, way, put, above);
  }
}

function allows(property: Node | undefined, value: any) {
  const { const: constant, enum: values } = property?.target().json ?? {};
  if (constant !== undefined) return value === constant;
  return values === undefined || values.includes(value);
}
