import { type OpenApiDocument, resolve } from '@connect-api/spec';
import fc from 'fast-check';

type Schema = any;

/** Values for a schema, half of them valid, the others broken at one place or another. */
export function arbitraryOf(document: OpenApiDocument, schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof(arbitraryWith(document, schema, 0, 0), arbitraryWith(document, schema, 1, 0));
}

/** Schemas may contain themselves: below this depth what may be missing is. */
const deepest = 6;

/** @param breaks how many times in thirty a part of the value is broken */
function arbitraryWith(
  document: OpenApiDocument,
  reference: Schema,
  breaks: number,
  depth: number,
): fc.Arbitrary<unknown> {
  const schema = withParts(reference);
  const inner = (one: Schema) => arbitraryWith(document, one, breaks, depth + 1);
  const sometimes = <T>(right: fc.Arbitrary<T>, ...broken: fc.Arbitrary<T>[]) =>
    fc.oneof(
      { weight: 30, arbitrary: right },
      ...broken.map((arbitrary) => ({ weight: breaks, arbitrary })),
    );
  return sometimes(fitting(), fc.jsonValue({ maxDepth: 1 }));

  function fitting(): fc.Arbitrary<unknown> {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return sometimes(fc.constantFrom(...schema.enum), fc.string(), fc.integer());
    const choices: Schema[] | undefined = schema.oneOf ?? schema.anyOf;
    if (choices && !schema.properties) return fc.oneof(...choices.map(inner));
    if (choices) {
      const base = object(schema);
      return fc.oneof(
        ...choices.map((choice) =>
          fc
            .tuple(base, object(resolve(document, choice)))
            .map(([one, two]) => ({ ...one, ...two })),
        ),
      );
    }
    if (Array.isArray(schema.type)) {
      const types: string[] = schema.type;
      return fc.oneof(...types.map((type) => inner({ ...schema, type })));
    }
    if (schema.type === 'null') return fc.constant(null);
    if (schema.type === 'object' && !schema.properties) return map();
    if (schema.type === 'object') return object(schema);
    if (schema.type === 'array') return list();
    if (schema.type === 'string') return text();
    if (schema.type === 'integer')
      return sometimes(fc.integer(range()), fc.integer(), fc.constantFrom(1.5, 1e300));
    if (schema.type === 'number')
      return sometimes(
        fc.double({ ...range(), noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      );
    if (schema.type === 'boolean') return fc.boolean();
    if (schema.type === undefined) return fc.jsonValue({ maxDepth: 2 });
    throw new Error(`No arbitrary for ${JSON.stringify(schema)}`);
  }

  /** A schema with what it takes over from others by `$ref` and `allOf`. */
  function withParts(one: Schema): Schema {
    const { allOf = [], ...own } = resolve(document, one);
    const parts: Schema[] = [...allOf.map(withParts), own];
    return {
      ...Object.assign({}, ...parts),
      ...(parts.some(({ properties }) => properties) && {
        properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
      }),
      ...(parts.some(({ required }) => required) && {
        required: [...new Set(parts.flatMap(({ required = [] }) => required))],
      }),
    };
  }

  function map(): fc.Arbitrary<unknown> {
    const { propertyNames = {}, additionalProperties = true, maxProperties = 5 } = schema;
    const { pattern } = resolve(document, propertyNames);
    const key = pattern
      ? sometimes(fc.stringMatching(new RegExp(pattern)), fc.string())
      : fc.string();
    const value =
      typeof additionalProperties === 'object' && depth < deepest
        ? inner(additionalProperties)
        : fc.jsonValue({ maxDepth: 2 });
    return fc.dictionary(key as fc.Arbitrary<string>, value, {
      maxKeys: Math.min(5, maxProperties),
    });
  }

  function list(): fc.Arbitrary<unknown> {
    const { prefixItems, items = {}, minItems = 0, maxItems = minItems + 3 } = schema;
    if (prefixItems) return fc.tuple(...prefixItems.map(inner));
    if (depth >= deepest) return fc.constant([]);
    const limits = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) };
    return sometimes(fc.array(inner(items), limits), fc.array(inner(items), { maxLength: 3 }));
  }

  function object({
    properties = {},
    required = [],
  }: Schema): fc.Arbitrary<Record<string, unknown>> {
    const names = Object.keys(properties).filter(
      (name) => depth < deepest || required.includes(name),
    );
    const values = Object.fromEntries(names.map((name) => [name, inner(properties[name])]));
    const surplus = fc.dictionary(
      fc.constantFrom('__proto__', 'toString', 'extra'),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const complete = fc.record(values, { requiredKeys: required });
    return sometimes(
      complete,
      fc.record(values, { requiredKeys: [] }),
      // From entries, because a literal would take __proto__ for the prototype.
      fc.tuple(complete, surplus).map((both) => Object.fromEntries(both.flatMap(Object.entries))),
    );
  }

  function range(): { min?: number; max?: number } {
    const { minimum: min, maximum: max } = schema;
    return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  }

  function text(): fc.Arbitrary<string> {
    const { minLength = 0, maxLength = 20, format, pattern } = schema;
    const broken = fc.oneof(
      fc.constantFrom('2023-02-29', '2024-01-01T24:00:00Z', '2024-01-01', ''),
      fc.constantFrom('😀'.repeat(maxLength), 'x'.repeat(maxLength + 1)),
    );
    const instant = fc
      .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const formats: Record<string, fc.Arbitrary<string>> = {
      'date-time': instant,
      date: instant.map((date) => date.slice(0, 10)),
      uuid: fc.uuid(),
      uri: fc.webUrl(),
      email: fc.nat().map((number) => `user${number}@example.com`),
      hostname: fc.domain(),
      ipv4: fc.ipV4(),
      ipv6: fc.ipV6(),
      duration: fc.constantFrom('P1D', 'PT5M'),
      time: fc.constantFrom('00:00:00Z', '23:59:59+01:00'),
    };
    const fitting = formats[format];
    if (fitting) return sometimes(fitting, broken);
    if (pattern) return sometimes(fc.stringMatching(new RegExp(pattern)), broken);
    return sometimes(
      fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 20) }),
      broken,
    );
  }
}
