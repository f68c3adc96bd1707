// Values that a schema allows, whatever they are.
import fc from 'fast-check';
import { formatOf } from './formats.ts';
import type { Json } from './json.ts';
import {
  goes,
  holds,
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
  typesOf,
  type Way,
  withNeeded,
} from './schema.ts';
import { textsOf } from './texts.ts';

export interface Arbitraries {
  /** @throws {Error} for a schema of which no values can be made */
  of: (schema: SchemaNode) => fc.Arbitrary<Json>;
  /** Values of a property or parameter of this name. */
  named: (name: string, schema: SchemaNode) => fc.Arbitrary<Json>;
  /** Lists or objects of any of the shapes. */
  ofShapes: (shapes: Shape[], type: 'array' | 'object') => fc.Arbitrary<Json>;
}

/** From here on a value takes only what it must have: a schema may hold itself. */
const deep = 4;
/** What must still hold itself here has no finite value. */
const endless = 30;

/**
 * @param known values by the name of the property or parameter that takes them, used beside generated ones, so that
 *   some requests reach something that exists
 */
export function arbitraries(
  way: Way,
  known: Readonly<Record<string, readonly unknown[]>> = {},
): Arbitraries {
  // Many parts have the same whole around them, and it takes a while to make one.
  const wholes: Record<'array' | 'object', WeakMap<Shape[], fc.Arbitrary<Json>>> = {
    array: new WeakMap(),
    object: new WeakMap(),
  };
  return {
    of: (schema) => ofAll([schema], 0),
    named: (name, schema) => named(name, [schema], 0),
    ofShapes(shapes, type) {
      const made =
        wholes[type].get(shapes) ??
        fc.oneof(...shapes.map((shape) => ofType(type, shape, keywordsOf(shape), 0)));
      wholes[type].set(shapes, made);
      return made;
    },
  };

  /** Values that all of the schemas allow. */
  function ofAll(schemas: SchemaNode[], depth: number): fc.Arbitrary<Json> {
    if (depth > endless) throw new Error(`No finite values for ${inShort(schemas)}`);
    const [first, ...others] = shapesOfAll(schemas);
    if (others.length === 0) return ofShape(first ?? [], depth);
    return oneOf([first ?? [], ...others], depth);
  }

  /** One of several shapes; at the bottom only of those that come to an end. */
  function oneOf(shapes: Shape[], depth: number): fc.Arbitrary<Json> {
    if (depth <= deep) return fc.oneof(...shapes.map((each) => ofShape(each, depth + 1)));
    for (const [index, each] of shapes.entries()) {
      try {
        return ofShape(each, depth + 1);
      } catch (error) {
        if (index === shapes.length - 1) throw error;
      }
    }
    throw new Error('No values for a choice of nothing');
  }

  function ofShape(shape: Shape, depth: number): fc.Arbitrary<Json> {
    const conditional = shape.find((each) => innerOf(each, 'if'));
    if (conditional) return underCondition(conditional, shape, depth);
    return plain(shape, depth);
  }

  /** Values of which the condition holds, with what it then asks for, and others. */
  function underCondition(
    conditional: SchemaNode,
    shape: Shape,
    depth: number,
  ): fc.Arbitrary<Json> {
    const when = innerOf(conditional, 'if') as SchemaNode;
    const more = (keyword: 'then' | 'else') => {
      const consequence = innerOf(conditional, keyword);
      return consequence ? [consequence.target()] : [];
    };
    return fc.oneof(
      plain([...more('else'), ...shape], depth).filter(
        (value) => !holds(when, value as Record<string, Json>),
      ),
      plain([...more('then'), when.target(), ...shape], depth),
    );
  }

  function plain(shape: Shape, depth: number): fc.Arbitrary<Json> {
    const json = keywordsOf(shape);
    if (json.const !== undefined) return fc.constant(json.const);
    if (json.enum) return fc.constantFrom(...json.enum);
    const [types = []] = shape.map(typesOf).filter(({ length }) => length > 0);
    if (types.length === 0) return anyJson();
    // At the bottom `null` ends what must be there.
    const some = depth > deep && types.includes('null') ? ['null'] : types;
    return fc.oneof(...some.map((type) => ofType(type, shape, json, depth)));
  }

  function ofType(type: string, shape: Shape, json: Schema, depth: number): fc.Arbitrary<Json> {
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'object':
        return object(shape, json, depth);
      case 'array':
        return list(shape, json, depth);
      case 'string':
        return text(json);
      case 'integer':
        return integers(json);
      case 'number':
        return numbers(json);
      case 'boolean':
        return fc.boolean();
    }
    throw new Error(`No values for the type ${type} of ${inShort(shape)}`);
  }

  function object(shape: Shape, json: Schema, depth: number): fc.Arbitrary<Json> {
    const { minProperties = 0, maxProperties = minProperties + 3 } = json;
    if (shape.some(isObject))
      return record(shape, depth).filter((value) => Object.keys(value).length >= minProperties);
    if (depth > deep && minProperties === 0) return fc.constant({});
    return fc
      .uniqueArray(fc.tuple(mapNames(shape), mapValues(shape, depth)), {
        minLength: minProperties,
        maxLength: Math.min(maxProperties, minProperties + 3),
        selector: ([name]) => name,
      })
      .map((entries) => Object.fromEntries(entries));
  }

  function mapNames(shape: Shape): fc.Arbitrary<string> {
    const [names] = shape.flatMap((each) => innerOf(each, 'propertyNames') ?? []);
    const json = names && keywordsOf(shapesOf(names)[0] ?? []);
    if (json) return json.enum ? fc.constantFrom(...json.enum) : text(json);
    return fc.oneof(fc.string({ maxLength: 5 }), fc.constant('__proto__'));
  }

  function mapValues(shape: Shape, depth: number): fc.Arbitrary<Json> {
    const [values] = shape.flatMap((each) => innerOf(each, 'additionalProperties') ?? []);
    return values ? ofAll([values], depth + 1) : anyJson();
  }

  function list(shape: Shape, json: Schema, depth: number): fc.Arbitrary<Json[]> {
    const { minItems = 0, maxItems, uniqueItems } = json;
    const first = shape
      .flatMap((each) => listOf(each, 'prefixItems'))
      .map((each) => ofAll([each], depth + 1));
    const [items] = shape.flatMap((each) => innerOf(each, 'items') ?? []);
    const closed = shape.some((each) => each.get('items')?.json === false);
    const least = Math.max(0, minItems - first.length);
    const most = depth > deep ? least : Math.min(least + 2, (maxItems ?? 99) - first.length);
    if (closed || most <= 0) return fc.tuple(...first);
    const bounds = { minLength: least, maxLength: most };
    const values = items ? ofAll([items], depth + 1) : anyJson();
    const others = uniqueItems
      ? fc.uniqueArray(values, { ...bounds, selector: (value) => JSON.stringify(value) })
      : fc.array(values, bounds);
    return fc.tuple(fc.tuple(...first), others).map(([one, other]) => [...one, ...other]);
  }

  function record(shape: Shape, depth: number): fc.Arbitrary<Record<string, Json>> {
    const required = withNeeded(shape, requiredOf(shape));
    // What only the other side sets is not sent.
    const properties = namesOf(shape)
      .map((name) => ({ name, schemas: propertyOf(shape, name) }))
      .filter(({ schemas: [first] }) => first && goes(way, first))
      .filter(({ name }) => depth <= deep || required.includes(name));
    const values = properties.map(
      ({ name, schemas }) => [name, named(name, schemas, depth + 1)] as const,
    );
    const some = fc.record(Object.fromEntries(values), {
      requiredKeys: properties.map(({ name }) => name).filter((name) => required.includes(name)),
    });
    const needed = values.filter(([name]) => isNeeded(shape, name));
    if (needed.length === 0) return some;
    return fc
      .tuple(some, fc.record(Object.fromEntries(needed)))
      .map(([value, others]) => withOthers(shape, value, others));
  }

  function named(name: string, schemas: SchemaNode[], depth: number): fc.Arbitrary<Json> {
    const values = Object.hasOwn(known, name)
      ? (known[name] ?? []).filter((value) => fits(value, schemas))
      : [];
    if (values.length === 0) return ofAll(schemas, depth);
    return fc.oneof(ofAll(schemas, depth), {
      weight: 4,
      arbitrary: fc.constantFrom(...(values as Json[])),
    });
  }
}

/** Whether a property must be there beside another one. */
function isNeeded(shape: Shape, name: string): boolean {
  return shape.some(({ json }) =>
    Object.values(json.dependentRequired ?? {})
      .flat()
      .includes(name),
  );
}

/** An object with those of the others that must be there beside what it has. */
function withOthers(
  shape: Shape,
  value: Record<string, Json>,
  others: Record<string, Json>,
): Record<string, Json> {
  const missing = withNeeded(shape, Object.keys(value)).filter(
    (name) => !Object.hasOwn(value, name) && Object.hasOwn(others, name),
  );
  return { ...value, ...Object.fromEntries(missing.map((name) => [name, others[name] as Json])) };
}

/** Another operation may mean something else by the same name. Of the formats only a UUID names something. */
function fits(value: unknown, schemas: SchemaNode[]): boolean {
  if (typeof value !== 'string') return false;
  return shapesOfAll(schemas).some((shape) => {
    const json = keywordsOf(shape);
    if (json.enum !== undefined || json.const !== undefined) return false;
    const types = shape.flatMap(typesOf);
    if (types.length > 0 && !types.includes('string')) return false;
    if (formatOf(json.format) && !(json.format === 'uuid' && uuid.test(value))) return false;
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern = '' } = json;
    const { length } = [...value];
    return length >= minLength && length <= maxLength && new RegExp(pattern, 'u').test(value);
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function anyJson(): fc.Arbitrary<Json> {
  return fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
}

function inShort(schemas: SchemaNode[]): string {
  const [first] = schemas;
  return `the schema ${(first?.ref ?? JSON.stringify(first?.json)).slice(0, 200)}`;
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

function text(schema: Schema): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = Math.max(20, 3 * minLength) } = schema;
  const formatted = formatOf(format)?.valid();
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
    ? textsOf(pattern, {
        examples: schema.examples ?? [],
        size: minLength > 5 ? 'medium' : 'small',
      })
    : fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(most, minLength) });
  const short = some.filter((each) => isWithin([...each].length, minLength, maxLength));
  if (longest.length === 0) return short;
  return fc.oneof({ weight: 4, arbitrary: short }, fc.constantFrom(...longest));
}

function isWithin(length: number, least: number, most: number): boolean {
  return length >= least && length <= most;
}
