// Values for a schema: valid ones, and for each of its constraints values that break it alone.
import { type OpenApiDocument, resolve } from '@connect-api/spec/contract';
import fc from 'fast-check';
import type { Json } from '../json.js';
import { withoutAllOf } from './all-of.js';
import { refusedByFormat, valuesOfFormat } from './text-values.js';

type Schema = Json;

/** Values that break one constraint and keep all others. */
export interface Broken {
  /** The place of the constraint, such as `schedule.date`. */
  where: string;
  /** A keyword of JSON Schema. */
  keyword: string;
  values: fc.Arbitrary<Json>;
}

const jsonValues = [null, true, 1.5, 'text', [], ['a'], {}, { a: 1 }];

/** Values that a server knows, by the name of the property or parameter that takes them. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

/** From here on a value takes only what it must have: a schema may hold itself. */
const deep = 4;
/** What must still hold itself here has no finite value. */
const endless = 30;

/** @param known used beside generated values, so that some requests reach something that exists */
export function schemaVariants(document: OpenApiDocument, known: KnownValues = {}) {
  const read = (reference: Schema): Schema => withoutAllOf(document, resolve(document, reference));

  /** @throws {Error} for a schema of which no values can be made */
  function valid(reference: Schema, depth = 0): fc.Arbitrary<Json> {
    const schema = read(reference);
    if (depth > endless) throw new Error(`No finite values for ${inShort(reference)}`);
    const choices = alternatives(schema);
    if (choices) return oneOf(choices, depth);
    if (schema.if) return conditional(schema, depth);
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const types = typesOf(schema);
    if (types.length === 0) return fc.jsonValue({ maxDepth: 1 });
    // At the bottom `null` ends what must be there.
    const some = depth > deep && types.includes('null') ? ['null'] : types;
    return fc.oneof(...some.map((type) => ofType(type, schema, depth)));
  }

  /** Values of which the condition holds, with what it then asks for, and others. */
  function conditional(schema: Schema, depth: number): fc.Arbitrary<Json> {
    const { if: when, then: consequence, else: otherwise, ...base } = schema;
    return fc.oneof(
      valid(both(base, otherwise), depth).filter((value) => !holds(when, value)),
      valid(both(both(base, when), consequence), depth),
    );
  }

  /** An object with what another schema says of it, too. */
  function both(base: Schema, more: Schema = {}): Schema {
    const [merged = base] = alternatives({ ...base, anyOf: [{ properties: {}, ...more }] }) ?? [];
    return merged;
  }

  /** Whether a value is one of a condition's: what its properties are, and which it has. */
  function holds({ properties = {}, required = [] }: Schema, value: Json): boolean {
    return (
      required.every((name: string) => value[name] !== undefined) &&
      Object.entries<Schema>(properties).every(([name, reference]) => {
        const { const: constant, enum: values = [constant] } = resolve(document, reference);
        return value[name] === undefined || values.includes(value[name]);
      })
    );
  }

  /** One of several schemas; at the bottom only of those that come to an end. */
  function oneOf(choices: Schema[], depth: number): fc.Arbitrary<Json> {
    if (depth <= deep) return fc.oneof(...choices.map((each) => valid(each, depth + 1)));
    for (const [index, each] of choices.entries()) {
      try {
        return valid(each, depth + 1);
      } catch (error) {
        if (index === choices.length - 1) throw error;
      }
    }
    throw new Error('No values for a choice of nothing');
  }

  function ofType(type: string, schema: Schema, depth: number): fc.Arbitrary<Json> {
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'object':
        return object(schema, depth);
      case 'array':
        return list(schema, depth);
      case 'string':
        return text(schema);
      case 'integer':
        return integers(schema);
      case 'number':
        return numbers(schema);
      case 'boolean':
        return fc.boolean();
    }
    throw new Error(`No values for the type ${type} of ${inShort(schema)}`);
  }

  function object(schema: Schema, depth: number): fc.Arbitrary<Json> {
    const { minProperties = 0 } = schema;
    if (schema.properties)
      return record(schema, depth).filter((value) => Object.keys(value).length >= minProperties);
    const isDeep = depth > deep && minProperties === 0;
    return isDeep ? fc.constant({}) : dictionary(namesOf(schema), valuesOf(schema, depth), schema);
  }

  function namesOf({ propertyNames }: Schema): fc.Arbitrary<string> {
    if (propertyNames) return valid({ type: 'string', ...resolve(document, propertyNames) });
    return fc.oneof(fc.string({ maxLength: 5 }), fc.constant('__proto__'));
  }

  function valuesOf({ additionalProperties: values }: Schema, depth = 0): fc.Arbitrary<Json> {
    return typeof values === 'object' && values !== null
      ? valid(values, depth + 1)
      : fc.jsonValue(small);
  }

  function list(schema: Schema, depth: number): fc.Arbitrary<Json> {
    const { items = {}, prefixItems = [], minItems = 0, maxItems, uniqueItems } = schema;
    const first = prefixItems.map((each: Schema) => valid(each, depth + 1));
    const least = Math.max(0, minItems - first.length);
    const most = depth > deep ? least : Math.min(least + 2, (maxItems ?? 99) - first.length);
    if (items === false || most <= 0) return fc.tuple(...first);
    const bounds = { minLength: least, maxLength: most };
    const values = valid(items, depth + 1);
    const others = uniqueItems
      ? fc.uniqueArray(values, { ...bounds, selector: (value) => JSON.stringify(value) })
      : fc.array(values, bounds);
    return fc.tuple(fc.tuple(...first), others).map(([one, other]) => [...one, ...other]);
  }

  function broken(reference: Schema, where: string, around: readonly Schema[] = []): Broken[] {
    const schema = read(reference);
    const origin = resolve(document, reference);
    // What a schema holds of itself is broken in the same ways.
    if (around.includes(origin)) return [];
    const inside = [...around, origin];
    const choices = alternatives(schema);
    if (choices) {
      const types = choices.map(typesOf);
      return [
        ...(types.every(({ length }) => length > 0)
          ? otherType({ type: [...new Set(types.flat())] }, where)
          : []),
        // What is no value of one branch may well be one of another, unless they are objects.
        ...choices
          .filter(({ properties }) => properties)
          .flatMap((choice) => {
            const place = `${where} (${titleOf(choice)})`;
            return broken(choice, place, inside).filter(
              (each) => each.where !== place || each.keyword !== 'type',
            );
          }),
        ...mixtures(choices, where),
      ];
    }
    const types = typesOf(schema);
    return [
      ...otherType(schema, where),
      ...otherValue(schema, where),
      ...(types.includes('string') ? brokenTexts(schema, where) : []),
      ...brokenNumbers(schema, where),
      ...(types.includes('array') ? brokenLists(schema, where, inside) : []),
      ...(schema.properties ? brokenObjects(schema, where, inside) : []),
      ...(schema.properties ? [] : brokenMaps(schema, where, inside)),
    ];
  }

  /** What is in a map, its names, and how many they are. */
  function brokenMaps(schema: Schema, where: string, around: readonly Schema[]): Broken[] {
    const { additionalProperties, propertyNames, minProperties = 0, maxProperties } = schema;
    const sized = (count: number) =>
      dictionary(namesOf(schema), valuesOf(schema), { minProperties: count, maxProperties: count });
    const inside =
      typeof additionalProperties === 'object'
        ? broken(additionalProperties, `${where}.*`, around).map((inner) => ({
            ...inner,
            values: fc.tuple(namesOf(schema), inner.values).map(([name, bad]) => ({ [name]: bad })),
          }))
        : [];
    const named = propertyNames
      ? broken({ type: 'string', ...resolve(document, propertyNames) }, `names of ${where}`)
      : [];
    return [
      ...(minProperties > 0
        ? [{ where, keyword: 'minProperties', values: sized(minProperties - 1) }]
        : []),
      ...(maxProperties === undefined || maxProperties > 200
        ? []
        : [{ where, keyword: 'maxProperties', values: sized(maxProperties + 1) }]),
      ...(minProperties <= 1 ? inside : []),
      ...named
        .filter(({ keyword }) => keyword !== 'type')
        .map(({ values, ...inner }) => ({
          ...inner,
          values: fc.tuple(values, valuesOf(schema)).map(([name, value]) => ({ [name]: value })),
        })),
    ];
  }

  function brokenLists(schema: Schema, where: string, around: readonly Schema[]): Broken[] {
    const { items, minItems = 0, maxItems } = schema;
    if (!items) return [];
    const item = valid(items);
    const filled = (length: number) => fc.array(item, { minLength: length, maxLength: length });
    const inside = broken(items, `${where}[]`, around).map((inner) => ({
      ...inner,
      values: inner.values.map((bad) => [bad]),
    }));
    return [
      ...(minItems > 0 ? [{ where, keyword: 'minItems', values: filled(minItems - 1) }] : []),
      ...(maxItems === undefined || maxItems > 1000
        ? []
        : [{ where, keyword: 'maxItems', values: filled(maxItems + 1) }]),
      ...(minItems <= 1 ? inside : []),
    ];
  }

  /** Each branch of a choice as a schema of its own, with what stands beside the choice. */
  function alternatives({ oneOf, anyOf, ...base }: Schema): Schema[] | undefined {
    return (oneOf ?? anyOf)?.map((reference: Schema) => {
      const branch = read(reference);
      if (!base.properties || !branch.properties) return { ...base, ...branch };
      const names = new Set([...Object.keys(base.properties), ...Object.keys(branch.properties)]);
      const property = (name: string) => ({
        ...resolve(document, base.properties[name]),
        ...resolve(document, branch.properties[name]),
      });
      return {
        ...base,
        title: branch.title,
        properties: Object.fromEntries([...names].map((name) => [name, property(name)])),
        required: [...new Set([...(base.required ?? []), ...(branch.required ?? [])])],
      };
    });
  }

  function titleOf(schema: Schema): string {
    const { title, properties = {} } = schema;
    const constants = Object.values<Schema>(properties).flatMap(({ const: value }) => value ?? []);
    return String(title ?? constants[0] ?? typesOf(schema)[0]);
  }

  /** One branch with the properties of another. */
  function mixtures(choices: Schema[], where: string): Broken[] {
    return choices.flatMap((one) =>
      choices
        .filter(
          (other) =>
            one.additionalProperties === false &&
            Object.keys(other.properties ?? {}).some((name) => !one.properties?.[name]),
        )
        .map((other) => ({
          where: `${where} (${titleOf(one)} with properties of ${titleOf(other)})`,
          keyword: 'oneOf',
          values: fc
            .tuple(valid({ ...other, required: Object.keys(other.properties) }), valid(one))
            .map(([surplus, value]) => ({ ...surplus, ...value })),
        })),
    );
  }

  /** Values of a property or parameter of this name. */
  function named(name: string, schema: Schema, depth = 0): fc.Arbitrary<Json> {
    const values = Object.hasOwn(known, name) ? (known[name] ?? []) : [];
    const { enum: listed, const: constant } = resolve(document, schema);
    if (values.length === 0 || listed || constant !== undefined) return valid(schema, depth);
    return fc.oneof(valid(schema, depth), { weight: 4, arbitrary: fc.constantFrom(...values) });
  }

  function record(schema: Schema, depth: number): fc.Arbitrary<Record<string, unknown>> {
    const { properties, required = [] } = schema;
    // What only a server sets is not sent.
    const names = Object.keys(properties)
      .filter((name) => resolve(document, properties[name]).readOnly !== true)
      .filter((name) => depth <= deep || required.includes(name));
    const values = names.map((name) => [name, named(name, properties[name], depth + 1)]);
    return fc.record(Object.fromEntries(values), {
      requiredKeys: names.filter((name) => required.includes(name)),
    });
  }

  function brokenObjects(schema: Schema, where: string, around: readonly Schema[]): Broken[] {
    const { properties, additionalProperties } = schema;
    const isSent = (name: string) => resolve(document, properties[name])?.readOnly !== true;
    const required: string[] = (schema.required ?? []).filter(isSent);
    const whole = record(schema, 0);
    const path = (name: string) => `${where}.${name}`;
    const missing = required.map((name) => ({
      where: path(name),
      keyword: 'required',
      values: whole.map(({ [name]: _, ...rest }) => rest),
    }));
    const surplus = {
      where,
      keyword: 'additionalProperties',
      values: fc
        .tuple(whole, fc.constantFrom('extra', '', '__proto__', 'toString'))
        // From entries, because a literal would take __proto__ for the prototype.
        .map(([value, name]) => Object.fromEntries([...Object.entries(value), [name, 1]])),
    };
    const inside = Object.entries(properties)
      .filter(([name]) => isSent(name))
      .flatMap(([name, property]) =>
        broken(property, path(name), around).map((inner) => ({
          ...inner,
          values: fc.tuple(whole, inner.values).map(([value, bad]) => ({ ...value, [name]: bad })),
        })),
      );
    const tooFew = { where, keyword: 'minProperties', values: fc.constant({}) };
    return [
      ...missing,
      ...(schema.minProperties > 0 && required.length === 0 ? [tooFew] : []),
      ...brokenCondition(schema, where),
      ...(additionalProperties === false ? [surplus] : []),
      ...inside,
    ];
  }

  /** What must be there under a condition is not. */
  function brokenCondition(schema: Schema, where: string): Broken[] {
    const { if: when, then: consequence = {}, else: _, ...base } = schema;
    if (!when) return [];
    const held = valid(both(both(base, when), consequence));
    return (consequence.required ?? [])
      .filter((name: string) => !when.required?.includes(name) && !base.required?.includes(name))
      .map((name: string) => ({
        where: `${where}.${name}`,
        keyword: 'required by a condition',
        values: held.map(({ [name]: _without, ...rest }) => rest),
      }));
  }

  return {
    valid: (schema: Schema) => valid(schema),
    named: (name: string, schema: Schema) => named(name, schema),
    broken: (schema: Schema, where: string) => broken(schema, where),
  };
}

const small = { maxDepth: 2 } as const;

function inShort(schema: Schema): string {
  return `the schema ${(schema.$ref ?? JSON.stringify(schema)).slice(0, 200)}`;
}

/** The types that a schema allows, also where it does not name them. */
function typesOf({ type, properties, additionalProperties, items }: Schema): string[] {
  if (type !== undefined) return [type].flat();
  if (properties || additionalProperties) return ['object'];
  return items ? ['array'] : [];
}

function dictionary(
  names: fc.Arbitrary<string>,
  values: fc.Arbitrary<Json>,
  { minProperties = 0, maxProperties = minProperties + 3 }: Schema,
): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .uniqueArray(fc.tuple(names, values), {
      minLength: minProperties,
      maxLength: Math.min(maxProperties, minProperties + 3),
      selector: ([name]) => name,
    })
    .map((entries) => Object.fromEntries(entries));
}

function integers(schema: Schema): fc.Arbitrary<number> {
  const { multipleOf = 1, exclusiveMinimum, exclusiveMaximum } = schema;
  // Beyond 32 bits a server may read an int32, and JSON another number.
  const least =
    schema.minimum ?? (exclusiveMinimum === undefined ? -(2 ** 31) : exclusiveMinimum + 1);
  const most =
    schema.maximum ?? (exclusiveMaximum === undefined ? 2 ** 31 - 1 : exclusiveMaximum - 1);
  return fc
    .integer({ min: Math.ceil(least / multipleOf), max: Math.floor(most / multipleOf) })
    .map((count) => count * multipleOf);
}

function numbers(schema: Schema): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (multipleOf !== undefined) return integers({ ...schema, multipleOf });
  const min = minimum ?? exclusiveMinimum;
  const max = maximum ?? exclusiveMaximum;
  return fc
    .double({
      ...(min !== undefined && { min, minExcluded: exclusiveMinimum !== undefined }),
      ...(max !== undefined && { max, maxExcluded: exclusiveMaximum !== undefined }),
      noNaN: true,
      noDefaultInfinity: true,
    })
    .filter((value) => !Object.is(value, -0));
}

function brokenNumbers(schema: Schema, where: string): Broken[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const beyond = { minimum: -1, maximum: 1, exclusiveMinimum: 0, exclusiveMaximum: 0 };
  return Object.entries({ minimum, maximum, exclusiveMinimum, exclusiveMaximum })
    .filter(([, bound]) => typeof bound === 'number')
    .map(([keyword, bound]) => ({
      where,
      keyword,
      values: fc.constant(Number(bound) + beyond[keyword as keyof typeof beyond]),
    }));
}

function text(schema: Schema): fc.Arbitrary<string> {
  const { format = '', pattern, minLength = 0, maxLength = Math.max(20, 3 * minLength) } = schema;
  const formatted = valuesOfFormat(format);
  if (formatted) {
    const most = schema.maxLength ?? Number.POSITIVE_INFINITY;
    return formatted.filter((each) => each.length >= minLength && each.length <= most);
  }
  const form = new RegExp(pattern ?? '', 'u');
  // JSON Schema counts characters, not UTF-16 units.
  const longest = ['x', '😀']
    .map((each) => each.repeat(maxLength))
    .filter((each) => form.test(each));
  const most = Math.min(maxLength, minLength + 10);
  const some = pattern
    ? fc.stringMatching(form)
    : fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(most, minLength) });
  const short = some.filter((each) => [...each].length <= maxLength);
  if (longest.length === 0) return short;
  return fc.oneof({ weight: 4, arbitrary: short }, fc.constantFrom(...longest));
}

function brokenTexts(schema: Schema, where: string): Broken[] {
  const { format = '', pattern, minLength = 0, maxLength } = schema;
  const variants: Broken[] = [];
  if (minLength > 0) {
    const values = fc.constant('x'.repeat(minLength - 1));
    variants.push({ where, keyword: 'minLength', values });
  }
  if (maxLength !== undefined) {
    const units = pattern ? ['x'] : ['x', '😀'];
    const values = fc.constantFrom(...units.map((unit) => unit.repeat(maxLength + 1)));
    variants.push({ where, keyword: 'maxLength', values });
  }
  if (pattern) {
    const form = new RegExp(pattern, 'u');
    const none = ['two words', 'clé', 'a\tb', '\u0080', ''].filter((each) => !form.test(each));
    if (none.length > 0)
      variants.push({ where, keyword: 'pattern', values: fc.constantFrom(...none) });
  }
  const refused = refusedByFormat(format);
  if (refused.length > 0)
    variants.push({ where, keyword: 'format', values: fc.constantFrom(...refused) });
  return variants;
}

function otherType(schema: Schema, where: string): Broken[] {
  const { const: constant, enum: values } = schema;
  const listed: unknown[] = values ?? (constant === undefined ? [] : [constant]);
  const types = typesOf(schema);
  const right = types.length > 0 ? types : listed.map(typeOf);
  const matches = (value: unknown) =>
    right.includes(typeOf(value)) || (right.includes('integer') && Number.isInteger(value));
  const others = jsonValues.filter((value) => !matches(value));
  // Without a type every value is one.
  if (right.length === 0 || others.length === 0) return [];
  return [{ where, keyword: 'type', values: fc.constantFrom(...others) }];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function otherValue({ const: constant, enum: values }: Schema, where: string): Broken[] {
  const known: unknown[] | undefined = values ?? (constant === undefined ? undefined : [constant]);
  if (!known) return [];
  const near = known.map((value) => String(value).toLowerCase());
  return [
    {
      where,
      keyword: values ? 'enum' : 'const',
      values: fc
        .oneof(fc.constantFrom(...near), fc.string())
        .filter((value) => !known.map(String).includes(value)),
    },
  ];
}
