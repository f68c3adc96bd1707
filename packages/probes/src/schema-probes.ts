// For each fact of a schema: values that must be accepted because of it, and values that must be refused.
import fc from 'fast-check';
import { arbitraries } from './arbitrary.ts';
import { lengthened, refusedByFormat } from './formats.ts';
import type { Json } from './json.ts';
import { leastList, leastMap, leastObject, leastOf, leastOfAll } from './least.ts';
import { numberOf } from './numbers.ts';
import { type Around, inLeast, type Probe, type Verdict } from './probe.ts';
import {
  allows,
  consequencesOf,
  goes,
  innerOf,
  isObject,
  isOfType,
  listOf,
  namesOf,
  neededWith,
  openEnumOf,
  propertiesOf,
  propertyOf,
  requiredOf,
  type Schema,
  type SchemaNode,
  type Shape,
  shapesOf,
  typesOf,
  variantsOf,
  type Way,
} from './schema.ts';

/** Where a schema stands. */
export interface Spot {
  /** The fact that says its type. */
  type: string;
  /** What the schema is called where it has no name of its own. */
  owner: string;
  /** The place in the whole. */
  where: string;
  way: Way;
  around?: Around[];
  /** The names of the schemas around it. */
  above?: string[];
}

type Inner = Required<Spot>;

/** Properties that an object is to have, `undefined` for such as it is not to have. */
type Own = Record<string, Json | undefined>;

/** Every fact of a schema, what is in it included. */
export function* schemaProbes(reference: SchemaNode, spot: Spot): Generator<Probe> {
  const inner: Inner = { around: [], above: [], ...spot };
  yield* typeProbes(reference, inner);
  yield* contentProbes(reference, inner);
}

/** What a schema says of a value beside its type. */
function* contentProbes(reference: SchemaNode, spot: Inner): Generator<Probe> {
  const { ref } = reference;
  if (ref !== undefined && spot.above.includes(ref)) return;
  const node = reference.target();
  const inner = ref === undefined ? spot : { ...spot, owner: ref, above: [...spot.above, ref] };
  if (ref !== undefined && !node.json.properties && !node.json.allOf) {
    inner.type = `property ${ref}`;
    yield* typeProbes(node, inner);
  }
  yield* enumProbes(node, inner);
  yield* textProbes(node, inner);
  yield* numberProbes(node, inner);
  yield* lengthProbes(node, inner);
  yield* sizeProbes(node, inner);
  yield* itemProbes(node, inner);
  yield* mapProbes(node, inner);
  if (isObject(node)) yield* objectProbes(node, inner);
  else {
    for (const part of listOf(node, 'allOf')) yield* contentProbes(part, inner);
    yield* choiceProbes(node, inner);
  }
}

function probe(
  { where, around }: Pick<Inner, 'where' | 'around'>,
  fact: string,
  verdict: Verdict,
  keyword: string,
  ...values: (Json | undefined)[]
): Probe {
  return { fact, verdict, where, keyword, values, around };
}

/** An object that lacks a property which it has to have beside the others. */
function without(
  name: string,
  { where, around }: Pick<Inner, 'where' | 'around'>,
  fact: string,
  keyword: string,
  own: Record<string, Json | undefined>,
): Probe {
  const inner = { where: `${where}.${name}`, around };
  return probe(inner, fact, 'refused', keyword, { ...own, [name]: undefined });
}

const jsonValues: Json[] = [5, 1.5, 'text', true, null, [], ['a'], {}, { a: 1 }];

function* typeProbes(reference: SchemaNode, spot: Inner): Generator<Probe> {
  const { type, multipleOf, maximum, exclusiveMaximum } = reference.target().json;
  const least = leastOf(reference, spot.way);
  yield probe(spot, spot.type, 'accepted', 'type', least);
  const isOpen = [multipleOf, maximum, exclusiveMaximum].every((each) => each === undefined);
  if (type === 'number' && isOpen)
    yield probe(spot, spot.type, 'accepted', 'type', Number(least) + 0.5);
  const types = typesOf(reference);
  const wrong = jsonValues.filter((value) => !isOfType(types, value));
  // Without a type every value is one.
  if (types.length > 0 && wrong.length > 0)
    yield probe(spot, spot.type, 'refused', 'type', ...wrong);
}

function* enumProbes(node: SchemaNode, spot: Inner): Generator<Probe> {
  const { enum: listed, const: constant } = node.json;
  const open: Json[] | undefined = openEnumOf(node)?.json;
  const known: Json[] = open ?? listed ?? (constant === undefined ? [] : [constant]);
  const keyword = constant === undefined ? 'enum' : 'const';
  for (const value of known)
    yield probe(spot, `enum value ${spot.owner} ${value}`, 'accepted', keyword, value);
  if (known.length === 0) return;
  const fact = `constraint ${spot.owner} other values`;
  if (open) yield probe(spot, fact, 'accepted', keyword, otherThan(known));
  else yield probe(spot, fact, 'refused', keyword, otherThan(known), ...nearly(known));
}

/** A value of the same type that is none of them. */
function otherThan(known: Json[]): Json {
  const numbers = known.filter((value) => typeof value === 'number');
  return numbers.length > 0 ? Math.max(...numbers) + 1 : 'anotherValue';
}

/** In another case. */
function nearly(known: Json[]): Json[] {
  return known
    .filter((value) => typeof value === 'string')
    .map((value) => value.toLowerCase())
    .filter((value) => !known.includes(value));
}

const oddTexts = ['two words', 'clé', '\u0080', 'a\tb', '(', 'UPPER', 'lower', '0', ''];

function* textProbes(node: SchemaNode, spot: Inner): Generator<Probe> {
  const { format, pattern, minLength, maxLength } = node.json;
  const { owner, way } = spot;
  if (format) {
    const fact = `format ${owner}`;
    yield probe(spot, fact, 'accepted', 'format', leastOf(node, way));
    const wrong = refusedByFormat(format);
    if (wrong.length > 0) yield probe(spot, fact, 'refused', 'format', ...wrong);
  }
  const fits = (text: string) => new RegExp(pattern ?? '', 'u').test(text);
  if (pattern !== undefined) {
    const fact = `constraint ${owner} pattern`;
    yield probe(spot, fact, 'accepted', 'pattern', leastOf(node, way));
    const wrong = oddTexts.filter((each) => !fits(each));
    if (wrong.length > 0) yield probe(spot, fact, 'refused', 'pattern', ...wrong);
  }
  const fill = ['x', 'X', '0'].find((each) => fits(each.repeat(maxLength ?? minLength ?? 1)));
  const text = (length: number, unit = fill ?? 'x') => unit.repeat(length);
  if (minLength !== undefined) {
    const fact = `constraint ${owner} minLength`;
    const isForm = format !== undefined || pattern !== undefined;
    const shortest = isForm ? leastOf(node, way) : text(minLength);
    yield probe(spot, fact, 'accepted', 'minLength', shortest);
    if (minLength > 0) yield probe(spot, fact, 'refused', 'minLength', text(minLength - 1));
  }
  if (maxLength === undefined) return;
  const fact = `constraint ${owner} maxLength`;
  const longest = format !== undefined || !fill ? leastOf(node, way) : text(maxLength);
  // JSON Schema counts characters, not UTF-16 units.
  const wide = pattern === undefined ? ['😀'] : [];
  yield probe(spot, fact, 'accepted', 'maxLength', longest);
  if (format === undefined)
    for (const unit of wide)
      yield probe(spot, fact, 'accepted', 'maxLength', text(maxLength, unit));
  const tooLong = wide.map((unit) => text(maxLength + 1, unit));
  const formed = format && pattern === undefined ? lengthened(format, maxLength + 1) : undefined;
  const all = [text(maxLength + 1), ...tooLong, ...(formed === undefined ? [] : [formed])];
  yield probe(spot, fact, 'refused', 'maxLength', ...all);
}

function* numberProbes({ json }: SchemaNode, spot: Inner): Generator<Probe> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = json;
  /** What the keyword says, the nearest value that is to be accepted, and how far from it is too far. */
  const limits: [string, number | undefined, near: number, far: number][] = [
    ['minimum', minimum, 0, -1],
    ['maximum', maximum, 0, 1],
    ['exclusiveMinimum', exclusiveMinimum, 1, 0],
    ['exclusiveMaximum', exclusiveMaximum, -1, 0],
  ];
  for (const [keyword, limit, near, far] of limits) {
    if (limit === undefined) continue;
    const fact = `constraint ${spot.owner} ${keyword}`;
    yield probe(spot, fact, 'accepted', keyword, numberOf(json, limit + near));
    yield probe(spot, fact, 'refused', keyword, limit + far);
  }
  if (multipleOf === undefined) return;
  const fact = `constraint ${spot.owner} multipleOf`;
  const good = numberOf(json, multipleOf);
  yield probe(spot, fact, 'accepted', 'multipleOf', good);
  yield probe(spot, fact, 'refused', 'multipleOf', good + multipleOf / 2);
}

/** How long a list may be. */
function* lengthProbes(node: SchemaNode, spot: Inner): Generator<Probe> {
  const { minItems, maxItems, uniqueItems, items, prefixItems = [] } = node.json;
  if (!items && prefixItems.length === 0) return;
  const list = (length: number) => {
    const least = leastList([node], spot.way, length);
    return uniqueItems && length > 1
      ? distinct(least, node.get('items') as SchemaNode, spot.way)
      : least;
  };
  yield* boundProbes(spot, { minItems, maxItems }, list);
  if (!uniqueItems) return;
  const [item = null] = list(1);
  yield probe(spot, `constraint ${spot.owner} uniqueItems`, 'refused', 'uniqueItems', [item, item]);
}

/** As many items that differ, where those of a list do not and others can be made. */
function distinct(list: Json[], items: SchemaNode | undefined, way: Way): Json[] {
  const differing = (values: Json[]) => [
    ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
  ];
  if (!items || differing(list).length === list.length) return list;
  const some = fc.sample(arbitraries(way).of(items), { seed: 1, numRuns: 10 * list.length });
  const made = differing([...list, ...some]).slice(0, list.length);
  return made.length === list.length ? made : list;
}

/** How many properties an object may have. */
function* sizeProbes(node: SchemaNode, spot: Inner): Generator<Probe> {
  const { minProperties, maxProperties } = node.json;
  yield* boundProbes(spot, { minProperties, maxProperties }, (count) =>
    sized(node, spot.way, count),
  );
}

function* boundProbes(
  spot: Inner,
  bounds: Record<string, number | undefined>,
  make: (count: number) => Json,
): Generator<Probe> {
  for (const [keyword, bound] of Object.entries(bounds)) {
    if (bound === undefined) continue;
    const fact = `constraint ${spot.owner} ${keyword}`;
    const beyond = keyword.startsWith('min') ? bound - 1 : bound + 1;
    yield probe(spot, fact, 'accepted', keyword, make(bound));
    if (beyond >= 0) yield probe(spot, fact, 'refused', keyword, make(beyond));
  }
}

/** An object with so many properties: those that it must have first, names that nobody knows last. */
function sized(node: SchemaNode, way: Way, count: number): Json {
  if (!isObject(node)) return leastMap([node], way, count);
  const known = propertiesOf(node).filter(([, each]) => goes(way, each));
  const all = {
    ...leastObject(shapesOf(node)[0] ?? [], way),
    ...Object.fromEntries(known.map(([name, each]) => [name, leastOf(each, way)])),
    ...leastMap([node], way, count),
  };
  return Object.fromEntries(Object.entries(all).slice(0, count));
}

/** What is in a list. */
function* itemProbes(node: SchemaNode, spot: Inner): Generator<Probe> {
  const first = listOf(node, 'prefixItems');
  const inside = (owner: string, where: string, put: Around['put']): Inner => ({
    ...within(spot, { type: 'array', shapes: shapesOf(node), put }),
    owner: `${spot.owner} ${owner}`,
    where: `${spot.where}${where}`,
  });
  const listed = (whole: Json) => (Array.isArray(whole) ? whole : []);
  const items = innerOf(node, 'items');
  if (items)
    yield* schemaProbes(
      items,
      inside('items', '[]', (whole, value = null) =>
        first.length > 0
          ? [...listed(whole()).slice(0, first.length), value]
          : [value, ...listed(whole()).slice(1)],
      ),
    );
  for (const [index, item] of first.entries())
    yield* schemaProbes(
      item,
      inside(`item ${index + 1}`, `[${index}]`, (whole, value = null) =>
        listed(whole()).with(index, value),
      ),
    );
}

/** What is in a map, and its names. */
function* mapProbes(node: SchemaNode, spot: Inner): Generator<Probe> {
  const [values, names] = [innerOf(node, 'additionalProperties'), innerOf(node, 'propertyNames')];
  if (!values && !names) return;
  const [known, some] = Object.entries(leastMap([node], spot.way, 1))[0] ?? ['AA', 1];
  const inside = (what: string, where: string, put: Around['put']): Inner => ({
    ...within(spot, { type: 'object', shapes: shapesOf(node), put }),
    owner: `${spot.owner} ${what}`,
    where,
  });
  if (values)
    yield* schemaProbes(
      values,
      inside('values', `${spot.where}.*`, (whole, value) => whole({ [known]: value })),
    );
  if (names)
    yield* contentProbes(
      names,
      inside('names', `names of ${spot.where}`, (_, name) => ({ [String(name)]: some })),
    );
}

/** Of a choice one branch each, and mixtures of two. */
function* choiceProbes(node: SchemaNode, spot: Inner): Generator<Probe> {
  const choices = [...listOf(node, 'oneOf'), ...(openEnumOf(node) ? [] : listOf(node, 'anyOf'))];
  for (const [index, choice] of choices.entries()) {
    yield probe(spot, spot.type, 'accepted', 'oneOf', leastOf(choice, spot.way));
    const inner = inBranch(choice, index, spot);
    const others = choices.filter((each) => each !== choice);
    for (const each of contentProbes(choice, inner)) {
      const isWhole = each.around === spot.around && each.keyword === 'type';
      if (each.verdict === 'accepted' || (isObject(choice) && !isWhole)) yield each;
      // What is no value of one branch may well be one of another.
      else yield* refusedBy(others, each, spot);
    }
    for (const other of others) yield* mixtureProbes(choice, other, inner, spot);
  }
}

function inBranch(branch: SchemaNode, index: number, spot: Inner): Inner {
  return {
    ...spot,
    owner: `${spot.owner} (${branch.target().json.title ?? index})`,
    where: `${spot.where} (${titleOf(branch)})`,
  };
}

function* refusedBy(others: SchemaNode[], each: Probe, spot: Inner): Generator<Probe> {
  const inside = each.around.slice(0, each.around.length - spot.around.length);
  const none = each.values.filter((value) => {
    const whole = inLeast({ ...each, around: inside }, value, spot.way);
    return !others.some((other) => mayBe(other, whole));
  });
  if (none.length > 0) yield { ...each, values: none };
}

function mayBe(schema: SchemaNode, value: Json | undefined): boolean {
  if (value === undefined || !isOfType(typesOf(schema), value) || !allows(schema, value))
    return false;
  if (!isWithin(schema, value)) return false;
  const items = innerOf(schema, 'items');
  return !items || !Array.isArray(value) || value.every((each) => mayBe(items, each));
}

/** Whether a value is no less, and no more, than a schema allows. */
function isWithin(schema: SchemaNode, value: Json): boolean {
  const { json } = schema.target();
  const [size, least = size, most = size] =
    typeof value === 'number'
      ? [value, json.minimum, json.maximum]
      : typeof value === 'string'
        ? [[...value].length, json.minLength, json.maxLength]
        : Array.isArray(value)
          ? [value.length, json.minItems, json.maxItems]
          : [Object.keys(value ?? {}).length, json.minProperties, json.maxProperties];
  return least <= size && size <= most;
}

function titleOf(schema: SchemaNode): string {
  const constants = propertiesOf(schema).map(([, each]) => each.target().json.const);
  const constant = constants.find((each) => each !== undefined);
  return String(schema.target().json.title ?? constant ?? typesOf(schema)[0]);
}

/** One branch with the properties of another. */
function* mixtureProbes(
  one: SchemaNode,
  other: SchemaNode,
  spot: Inner,
  outer: Inner,
): Generator<Probe> {
  const [shape = []] = shapesOf(other);
  const names = propertiesOf(one).map(([name]) => name);
  const closed = one.target().json.additionalProperties === false;
  if (!closed || namesOf(shape).every((name) => names.includes(name))) return;
  const surplus = Object.fromEntries(
    propertiesOf(other).map(([name, each]) => [name, leastOf(each, spot.way)]),
  );
  const where = `${outer.where} (${titleOf(one)} with properties of ${titleOf(other)})`;
  yield probe(
    {
      ...within(spot, {
        type: 'object',
        shapes: shapesOf(one),
        put: (whole, value) => ({ ...(value as object), ...(whole() as object) }),
      }),
      where,
    },
    `constraint ${one.ref ?? spot.owner} other properties`,
    'refused',
    'oneOf',
    surplus,
  );
}

function* objectProbes(node: SchemaNode, spot: Inner): Generator<Probe> {
  const { additionalProperties, unevaluatedProperties } = node.json;
  const closed = additionalProperties === false || unevaluatedProperties === false;
  const shapes = shapesOf(node);
  // Of what they are is said where it stands.
  if (typeof additionalProperties !== 'object')
    yield probe(
      within(spot, {
        type: 'object',
        shapes,
        put: (whole, name) => whole({ [String(name)]: 1 }),
      }),
      `constraint ${spot.owner} other properties`,
      closed ? 'refused' : 'accepted',
      'additionalProperties',
      ...(closed ? ['anotherProperty', '', '__proto__', 'toString'] : ['anotherProperty']),
    );
  const variants = variantsOf(node);
  const fitting = (property: string, value: Json | undefined) =>
    shapes.find((shape) => allows(propertyOf(shape, property)[0], value));
  yield* partProbes(node, spot, { shapes, fitting });
  yield* conditionProbes(node, spot, shapes);
  yield* companyProbes(node, spot, shapes);
  for (const [index, variant] of variants.entries())
    yield* variantProbes(node, variant, inBranch(variant, index, spot), shapes);
}

/** The objects that a property can stand in. */
interface Holders {
  shapes: Shape[];
  fitting?: (property: string, value: Json | undefined) => Shape | undefined;
}

/** What an object says itself, and what it takes over by `allOf`. */
function* partProbes(reference: SchemaNode, spot: Inner, holders: Holders): Generator<Probe> {
  const part = reference.target();
  const owner = reference.ref ?? spot.owner;
  yield* propertyProbes(part, { ...spot, owner }, holders);
  for (const each of listOf(part, 'allOf')) yield* partProbes(each, { ...spot, owner }, holders);
}

function* propertyProbes(node: SchemaNode, spot: Inner, holders: Holders): Generator<Probe> {
  const { required = [], minProperties = 0 } = node.json;
  const known = propertiesOf(node);
  const sent = known.filter(([, schema]) => goes(spot.way, schema)).length;
  for (const [property, schema] of known) {
    const inner = inProperty(property, spot, holders);
    const isSent = goes(spot.way, schema);
    const verdict = required.includes(property) && isSent ? 'refused' : 'accepted';
    // Where no more go this way than there must be, none can be left out.
    if (verdict === 'refused')
      yield probe(inner, `required ${inner.owner}`, 'refused', 'required', undefined);
    else if (isSent ? sent > minProperties : sent >= minProperties)
      yield probe(
        {
          ...within(spot, {
            type: 'object',
            shapes: holders.shapes,
            put: (whole) => whole(withoutNeed(holders.shapes[0] ?? [], property, spot.way)),
          }),
          where: inner.where,
        },
        `required ${inner.owner}`,
        'accepted',
        'required',
        undefined,
      );
    for (const each of schemaProbes(schema, inner))
      yield isSent ? each : { ...each, isForeign: true };
  }
  // What it takes over may have them.
  const [shape = []] = holders.shapes;
  for (const property of required.filter((name) => !node.json.properties?.[name])) {
    const [schema] = propertyOf(shape, property);
    if (schema && !goes(spot.way, schema)) continue;
    const inner = inProperty(property, spot, holders);
    yield probe(inner, `required ${inner.owner}`, 'refused', 'required', undefined);
  }
}

function inProperty(property: string, spot: Inner, { shapes, fitting }: Holders): Inner {
  const owner = `${spot.owner}.${property}`;
  return {
    ...within(spot, {
      type: 'object',
      shapes,
      ...(fitting && { fitting: (value) => fitting(property, value) }),
      put: (whole, value) => whole({ [property]: value }),
    }),
    type: `property ${owner}`,
    owner,
    where: `${spot.where}.${property}`,
  };
}

/** What must be there where the condition holds, and where it does not. */
function* conditionProbes(node: SchemaNode, spot: Inner, shapes: Shape[]): Generator<Probe> {
  const when = innerOf(node, 'if')?.target();
  if (!when) return;
  const [shape = []] = shapes;
  const inner = within(spot, {
    type: 'object',
    shapes,
    put: (whole, own) => whole(own as Record<string, Json>),
  });
  const fact = `constraint ${spot.owner} if`;
  const cases = [
    ['then', heldBy(when, shape, spot.way)],
    ['else', notHeldBy(when, shape, spot.way)],
  ] as const;
  for (const [keyword, own] of cases) {
    if (!own) continue;
    yield probe(inner, fact, 'accepted', 'if', own);
    const consequence = innerOf(node, keyword);
    for (const name of requiredOf(consequence ? [consequence.target()] : []))
      yield without(name, inner, fact, 'required by a condition', own);
  }
}

/** Properties of which a condition holds. */
function heldBy(when: SchemaNode, shape: Shape, way: Way): Own {
  const names = [...new Set([...namesOf([when]), ...requiredOf([when])])];
  return Object.fromEntries(
    names.map((name) => [name, leastOfAll(propertyOf([when, ...shape], name), way)]),
  );
}

/** Properties of which it does not hold: another value, or one that is not there. */
function notHeldBy(when: SchemaNode, shape: Shape, way: Way): Own | undefined {
  for (const [name, property] of propertiesOf(when)) {
    const listed = propertyOf(shape, name).flatMap((each) => each.target().json.enum ?? []);
    const other = listed.find((value: Json) => !allows(property, value));
    if (other !== undefined) return { [name]: other };
  }
  const always = requiredOf(shape);
  const name = requiredOf([when]).find((each) => !always.includes(each));
  if (name !== undefined) return { [name]: undefined };
  const [[first, property] = []] = propertiesOf(when);
  const found = first === undefined ? [] : propertyOf(shape, first);
  const other = found.length > 0 ? leastOfAll(found, way) : undefined;
  return first !== undefined && other !== undefined && !allows(property, other)
    ? { [first]: other }
    : undefined;
}

/** Properties with which nothing asks for this one. */
function withoutNeed(shape: Shape, property: string, way: Way): Own {
  const conditions = shape.flatMap((each) => innerOf(each, 'if')?.target() ?? []);
  const others = conditions.flatMap((when) => [
    heldBy(when, shape, way),
    notHeldBy(when, shape, way) ?? {},
  ]);
  const isNeeded = (own: Own) =>
    requiredOf(consequencesOf(shape, leastObject(shape, way, { own }))).includes(property);
  const all = [{}, ...others].map((own): Own => ({ ...own, [property]: undefined }));
  return all.find((own) => !isNeeded(own)) ?? {};
}

/** What must be there beside a property. */
function* companyProbes(node: SchemaNode, spot: Inner, shapes: Shape[]): Generator<Probe> {
  const [shape = []] = shapes;
  const inner = within(spot, {
    type: 'object',
    shapes,
    put: (whole, own) => whole(own as Record<string, Json>),
  });
  for (const name of Object.keys(node.json.dependentRequired ?? {})) {
    const isSent = (each: string) => propertyOf(shape, each).every((one) => goes(spot.way, one));
    if (!isSent(name)) continue;
    const fact = `constraint ${spot.owner}.${name} dependentRequired`;
    const held = { [name]: leastOfAll(propertyOf(shape, name), spot.way) };
    yield probe(inner, fact, 'accepted', 'dependentRequired', held);
    for (const needed of neededWith(node.json, name).filter(isSent))
      yield without(needed, inner, fact, 'dependentRequired', held);
  }
}

/** A variant of an object that has properties of its own, too. */
function* variantProbes(
  node: SchemaNode,
  reference: SchemaNode,
  spot: Inner,
  all: Shape[],
): Generator<Probe> {
  const variant = reference.target();
  const shapes = all.filter((shape) => shape.some(({ json }) => json === variant.json));
  yield* propertyProbes(variant, spot, { shapes });
  const others = variantsOf(node).filter(({ json }) => json !== reference.json);
  for (const [property, schema] of propertiesOf(variant)) {
    const listed: Json[] = node.get('properties')?.get<Schema>(property)?.target().json.enum ?? [];
    // Values that the object itself allows and this variant does not.
    for (const value of listed.filter((each) => !allows(schema, each))) {
      const inner = inProperty(property, spot, { shapes });
      const whole = leastObject(shapes[0] ?? [], spot.way, {
        own: { [property]: value },
      });
      const isOther = others.some((other) => isVariant(other, property, whole));
      for (const fact of [inner.type, `constraint ${inner.owner} other values`])
        yield probe(inner, fact, isOther ? 'accepted' : 'refused', 'oneOf', value);
    }
  }
}

function isVariant(variant: SchemaNode, property: string, value: Record<string, Json | undefined>) {
  return (
    allows(variant.get('properties')?.get<Schema>(property), value[property]) &&
    requiredOf([variant.target()]).every((name) => Object.hasOwn(value, name))
  );
}

function within(spot: Inner, around: Around): Inner {
  return { ...spot, around: [around, ...spot.around] };
}
