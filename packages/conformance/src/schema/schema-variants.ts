// Values for a schema: valid ones, and for each of its constraints values that break it alone.
import { type OpenApiDocument, resolve } from '@connect-api/spec/contract';
import fc from 'fast-check';
import type { Json } from '../json.js';

type Schema = Json;

/** Values that break one constraint and keep all others. */
export interface Broken {
  /** The place of the constraint, such as `schedule.date`. */
  where: string;
  /** A keyword of JSON Schema. */
  keyword: string;
  values: fc.Arbitrary<Json>;
}

/** Far from every server's today: whether a date has passed is no matter of the document. */
const laterDate = fc
  .date({ min: new Date('2124-01-01'), max: new Date('9899-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const noDates = [
  '2125-02-29',
  '2124-13-01',
  '2124-1-5',
  '2124-01-01T24:00:00Z',
  '2124-01-01 ',
  '02124-01-01',
  'tomorrow',
  '',
];

const jsonValues = [null, true, 1.5, 'text', [], ['a'], {}, { a: 1 }];

/** Values that a server knows, by the name of the property or parameter that takes them. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

/** @param known used beside generated values, so that some requests reach something that exists */
export function schemaVariants(document: OpenApiDocument, known: KnownValues = {}) {
  function valid(reference: Schema): fc.Arbitrary<Json> {
    const schema = resolve(document, reference);
    const choices = alternatives(schema);
    if (choices) return fc.oneof(...choices.map(valid));
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const { minimum, maximum } = schema;
    switch (schema.type) {
      case 'object':
        return schema.properties ? record(schema) : dictionary();
      case 'array':
        return fc.array(valid(schema.items), { minLength: schema.minItems ?? 0, maxLength: 3 });
      case 'string':
        return text(schema);
      case 'integer':
        return fc.integer({ min: minimum, max: maximum });
      case 'number':
        return fc.double({ min: minimum, max: maximum, noNaN: true, noDefaultInfinity: true });
      case 'boolean':
        return fc.boolean();
    }
    throw new Error(`No values for the schema ${JSON.stringify(schema)}`);
  }

  function broken(reference: Schema, where: string): Broken[] {
    const schema = resolve(document, reference);
    const choices = alternatives(schema);
    if (choices) {
      return [
        // What is no value of one branch may well be one of another, unless they are objects.
        ...choices
          .filter(({ properties }) => properties)
          .flatMap((choice) => broken(choice, `${where} (${titleOf(choice)})`)),
        ...mixtures(choices, where),
      ];
    }
    return [
      otherType(schema, where),
      ...otherValue(schema, where),
      ...(schema.type === 'string' ? brokenTexts(schema, where) : []),
      ...(schema.properties ? brokenObjects(schema, where) : []),
    ];
  }

  /** Each branch of a choice as a schema of its own, with what stands beside the choice. */
  function alternatives({ oneOf, anyOf, ...base }: Schema): Schema[] | undefined {
    return (oneOf ?? anyOf)?.map((reference: Schema) => {
      const branch = resolve(document, reference);
      if (!base.properties) return { ...base, ...branch };
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

  function titleOf({ title, properties = {} }: Schema): string {
    const constants = Object.values<Schema>(properties).flatMap(({ const: value }) => value ?? []);
    return String(title ?? constants[0]);
  }

  /** One branch with the properties of another. */
  function mixtures(choices: Schema[], where: string): Broken[] {
    return choices.flatMap((one) =>
      choices
        .filter((other) =>
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
  function named(name: string, schema: Schema): fc.Arbitrary<Json> {
    const values = Object.hasOwn(known, name) ? (known[name] ?? []) : [];
    const { enum: listed, const: constant } = resolve(document, schema);
    if (values.length === 0 || listed || constant !== undefined) return valid(schema);
    return fc.oneof(valid(schema), { weight: 4, arbitrary: fc.constantFrom(...values) });
  }

  function record({ properties, required = [] }: Schema): fc.Arbitrary<Record<string, unknown>> {
    const values = Object.entries(properties).map(([name, schema]) => [name, named(name, schema)]);
    return fc.record(Object.fromEntries(values), { requiredKeys: required });
  }

  function brokenObjects(schema: Schema, where: string): Broken[] {
    const { properties, required = [], additionalProperties } = schema;
    const whole = record(schema);
    const path = (name: string) => `${where}.${name}`;
    const missing = required.map((name: string) => ({
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
    const inside = Object.entries(properties).flatMap(([name, property]) =>
      broken(property, path(name)).map((inner) => ({
        ...inner,
        values: fc.tuple(whole, inner.values).map(([value, bad]) => ({ ...value, [name]: bad })),
      })),
    );
    return [...missing, ...(additionalProperties === false ? [surplus] : []), ...inside];
  }

  return { valid, named, broken };
}

function dictionary(): fc.Arbitrary<Record<string, unknown>> {
  const name = fc.oneof(fc.string({ maxLength: 5 }), fc.constant('__proto__'));
  return fc
    .array(fc.tuple(name, fc.jsonValue({ maxDepth: 2 })), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries));
}

function text({ format, pattern, minLength = 0, maxLength = 20 }: Schema): fc.Arbitrary<string> {
  if (format === 'date') return laterDate;
  if (format === 'date-time') return laterDate.map((date) => `${date}T00:00:00Z`);
  if (format) throw new Error(`No values for the format ${format}`);
  const form = new RegExp(pattern ?? '', 'u');
  // JSON Schema counts characters, not UTF-16 units.
  const longest = ['x', '😀']
    .map((each) => each.repeat(maxLength))
    .filter((each) => form.test(each));
  const some = pattern
    ? fc.stringMatching(form)
    : fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 10) });
  const short = some.filter((each) => [...each].length <= maxLength);
  if (longest.length === 0) return short;
  return fc.oneof({ weight: 4, arbitrary: short }, fc.constantFrom(...longest));
}

function brokenTexts(schema: Schema, where: string): Broken[] {
  const { format, pattern, minLength = 0, maxLength } = schema;
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
    const values = fc.constantFrom('two words', 'clé', 'a\tb', '\u0080');
    variants.push({ where, keyword: 'pattern', values });
  }
  if (format === 'date' || format === 'date-time') {
    variants.push({ where, keyword: 'format', values: fc.constantFrom(...noDates) });
  }
  return variants;
}

function otherType({ type, const: constant, enum: values }: Schema, where: string): Broken {
  const right = type ?? typeof (constant ?? values[0]);
  const matches = (value: unknown) =>
    right === (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value) ||
    (right === 'integer' && Number.isInteger(value));
  return {
    where,
    keyword: 'type',
    values: fc.constantFrom(...jsonValues.filter((value) => !matches(value))),
  };
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
        .filter((value) => !known.includes(value)),
    },
  ];
}
