import { type OpenApiDocument, resolve } from '@connect-api/spec';
import fc from 'fast-check';

type Schema = any;

/** Values for a schema, half of them valid, the others broken at one place or another. */
export function arbitraryOf(document: OpenApiDocument, schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof(arbitraryWith(document, schema, 0), arbitraryWith(document, schema, 1));
}

/** @param breaks how many times in thirty a part of the value is broken */
function arbitraryWith(
  document: OpenApiDocument,
  reference: Schema,
  breaks: number,
): fc.Arbitrary<unknown> {
  const schema = resolve(document, reference);
  const inner = (one: Schema) => arbitraryWith(document, one, breaks);
  const sometimes = <T>(right: fc.Arbitrary<T>, ...broken: fc.Arbitrary<T>[]) =>
    fc.oneof(
      { weight: 30, arbitrary: right },
      ...broken.map((arbitrary) => ({ weight: breaks, arbitrary })),
    );
  return sometimes(fitting(), fc.jsonValue({ maxDepth: 1 }));

  function fitting(): fc.Arbitrary<unknown> {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
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
    if (schema.type === 'object' && !schema.properties)
      return fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }));
    if (schema.type === 'object') return object(schema);
    if (schema.type === 'array') return fc.array(inner(schema.items), { maxLength: 3 });
    if (schema.type === 'string') return text();
    if (schema.type === 'integer') return sometimes(fc.integer(), fc.constantFrom(1.5, 1e300));
    if (schema.type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true });
    if (schema.type === 'boolean') return fc.boolean();
    throw new Error(`No arbitrary for ${JSON.stringify(schema)}`);
  }

  function object({
    properties = {},
    required = [],
  }: Schema): fc.Arbitrary<Record<string, unknown>> {
    const names = Object.keys(properties);
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

  function text(): fc.Arbitrary<string> {
    const { minLength = 0, maxLength = 20, format, pattern } = schema;
    const broken = fc.constantFrom(
      '2023-02-29',
      '2024-01-01T24:00:00Z',
      '2024-01-01',
      '',
      '😀'.repeat(maxLength),
      'x'.repeat(maxLength + 1),
    );
    const instant = fc
      .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString());
    if (format === 'date-time') return sometimes(instant, broken);
    if (format === 'date')
      return sometimes(
        instant.map((date) => date.slice(0, 10)),
        broken,
      );
    if (pattern) return sometimes(fc.stringMatching(new RegExp(pattern)), broken);
    return sometimes(
      fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 20) }),
      broken,
    );
  }
}
