// Values that a schema allows, as small as they can be.
import fc from 'fast-check';
import { formatOf } from './formats.ts';
import type { Json } from './json.ts';
import { numberOf } from './numbers.ts';
import {
  consequencesOf,
  goes,
  innerOf,
  isObject,
  keywordsOf,
  listOf,
  namesOf,
  propertyOf,
  requiredOf,
  type Schema,
  type SchemaNode,
  type Shape,
  shapesOf,
  shapesOfAll,
  type Way,
  withNeeded,
} from './schema.ts';
import { textsOf } from './texts.ts';

/** The smallest value that the schema allows; an example of the contract where a scalar has one. */
export function leastOf(reference: SchemaNode, way: Way): Json {
  return leastOfAny(shapesOf(reference), way, []);
}

/** The smallest value that all of the schemas allow. */
export function leastOfAll(references: SchemaNode[], way: Way): Json {
  return references.length === 0 ? 'x' : leastOfAny(shapesOfAll(references), way, []);
}

/** @param around the schemas around it: what must hold itself has no smallest value */
function leastOfAny(shapes: Shape[], way: Way, around: Schema[]): Json {
  return firstOf(shapes.map((shape) => () => leastOfShape(shape, way, around)));
}

function leastOfShape(shape: Shape, way: Way, around: Schema[]): Json {
  const json = keywordsOf(shape);
  if (json.const !== undefined) return json.const;
  if (json.enum) return json.enum[0];
  if (shape.some((each) => around.includes(each.json))) throw new Error('No finite value');
  const inside = [...around, ...shape.map((each) => each.json)];
  if (shape.some(isObject)) return leastObject(shape, way, { around: inside });
  if (json.examples) return json.examples[0];
  switch ([json.type].flat()[0]) {
    case 'object':
      return leastMap(shape, way, json.minProperties ?? 0, inside);
    case 'array':
      return firstOf([
        () => leastList(shape, way, leastLength(shape), inside),
        () => leastList(shape, way, json.minItems ?? 0, inside),
      ]);
    case 'integer':
    case 'number':
      return numberOf(json);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return leastText(json);
  }
}

/** What can be made first. */
function firstOf<Made>(makers: (() => Made)[]): Made {
  const [first, ...others] = makers;
  if (!first) throw new Error('No value of nothing');
  if (others.length === 0) return first();
  try {
    return first();
  } catch {
    return firstOf(others);
  }
}

/** A list has an item to be looked at, and those that are said one by one. */
export function leastLength(shape: Shape): number {
  const { minItems = 0, prefixItems = [] } = keywordsOf(shape);
  return Math.max(1, minItems, prefixItems.length);
}

/** A list of so many: those that are said one by one, then of the others. */
export function leastList(shape: Shape, way: Way, length: number, around: Schema[] = []): Json[] {
  const first = shape.flatMap((each) => listOf(each, 'prefixItems'));
  const [others] = shape.flatMap((each) => innerOf(each, 'items') ?? []);
  const { uniqueItems } = keywordsOf(shape);
  const of = (schema: SchemaNode) => leastOfAny(shapesOf(schema), way, around);
  const least = others && length > first.length ? of(others) : undefined;
  const known: Json[] = others?.target().json.enum ?? [];
  return Array.from({ length }, (_, index) => {
    const own = first[index];
    if (own) return of(own);
    // Where nothing may follow, what follows is wrong whatever it is.
    if (least === undefined) return 'x';
    return uniqueItems ? (known[index] ?? varied(least, index)) : least;
  });
}

/** Values that differ, of one that tells no text of any form. */
function varied(least: Json, index: number): Json {
  return typeof least === 'number' ? least + index : least;
}

/** A map with so many names, which fit where it says which they may be. */
export function leastMap(
  shape: Shape,
  way: Way,
  count: number,
  around: Schema[] = [],
): Record<string, Json> {
  const [values] = shape.flatMap((each) => innerOf(each, 'additionalProperties') ?? []);
  const [names] = shape.flatMap((each) => innerOf(each, 'propertyNames') ?? []);
  const value = values && count > 0 ? leastOfAny(shapesOf(values), way, around) : 1;
  const fitting = namesLike(names?.target().json ?? {}, count);
  return Object.fromEntries(fitting.slice(0, count).map((name) => [name, value]));
}

/** So many different names, where there are so many. */
function namesLike(schema: Schema, count: number): string[] {
  const { pattern = '', minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (schema.enum) return schema.enum.map(String);
  const format = formatOf(schema.format);
  if (format) return [format.least, ...drawnOf(format.valid(), count)];
  const form = new RegExp(pattern, 'u');
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const pairs = letters
    .flatMap((one) => letters.map((other) => one + other))
    .flatMap((each) => [each, each.toLowerCase()])
    .map((each) => each.padEnd(minLength, 'x'));
  const fits = (name: string) =>
    name.length >= minLength && name.length <= maxLength && form.test(name);
  const fitting = pairs.filter(fits);
  if (fitting.length >= count || pattern === '') return fitting;
  return [...new Set([...fitting, ...drawnOf(textsOf(pattern), count).filter(fits)])];
}

function drawnOf(texts: fc.Arbitrary<string>, count: number): string[] {
  return [...new Set(fc.sample(texts, { seed: 1, numRuns: 20 * count }))];
}

/**
 * What an object must have.
 *
 * @param own values that it is to have, `undefined` for none
 * @param least how many properties it has at least
 */
export function leastObject(
  shape: Shape,
  way: Way,
  {
    own = {},
    least = 0,
    around = [],
  }: { own?: Record<string, Json | undefined>; least?: number; around?: Schema[] } = {},
): Record<string, Json | undefined> {
  const value: Map<string, Json | undefined> = new Map();
  const add = (names: string[], of: Shape = shape) => {
    for (const name of names) {
      const found = propertyOf(of, name);
      if (value.has(name) || (found[0] && !goes(way, found[0]))) continue;
      value.set(name, found.length > 0 ? leastOfAny(shapesOfAll(found), way, around) : 'x');
    }
  };
  const there = () => [...value.keys()].filter((name) => value.get(name) !== undefined);
  add(requiredOf(shape));
  for (const [name, each] of Object.entries(own)) value.set(name, each);
  add(withNeeded(shape, there()));
  const asked = consequencesOf(shape, Object.fromEntries(value));
  add(requiredOf(asked), [...asked, ...shape]);
  add(withNeeded(shape, there()));
  const wanted = Math.max(least, ...shape.map(({ json }) => json.minProperties ?? 0));
  for (const name of namesOf(shape)) if (there().length < wanted) add(withNeeded(shape, [name]));
  return Object.fromEntries(value);
}

function leastText({ format, minLength = 0, pattern }: Schema): string {
  const known = formatOf(format)?.least;
  if (known !== undefined) return known;
  const form = new RegExp(pattern ?? '', 'u');
  const lengths = Array.from({ length: 40 }, (_, more) => Math.max(1, minLength) + more);
  const text = lengths
    .flatMap((length) => ['x', 'X', '0'].map((each) => each.repeat(length)))
    .find((each) => form.test(each));
  return text ?? String(fc.sample(textsOf(pattern ?? ''), { seed: 1, numRuns: 1 })[0]);
}
