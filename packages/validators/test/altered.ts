// Values of a schema, half of them altered somewhere, whatever the schema says of that place.
import {
  arbitraries,
  readDocument,
  type Schema,
  type SchemaNode,
  type Way,
} from '@connect-api/probes';
import { document } from '@connect-api/spec';
import fc from 'fast-check';

type Place = (string | number)[];

/** @param schema of the contract; its references lead into the whole document */
export function valuesOf(schema: object, way: Way): fc.Arbitrary<unknown> {
  const node = readDocument({ ...document, schema }).get<Schema>('schema') as SchemaNode;
  const fitting: fc.Arbitrary<unknown> = arbitraries(way).of(node);
  return fc.oneof(fitting, altered(fitting), altered(altered(fitting)));
}

function altered(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return values.chain((value) =>
    fc.constantFrom(...placesOf(value)).chain((place) => edited(value, place, others)),
  );
}

function placesOf(value: unknown): Place[] {
  const inner = Object.entries(Object(value) === value ? (value as object) : {});
  return [
    [],
    ...inner.flatMap(([key, part]) => {
      const step = Array.isArray(value) ? Number(key) : key;
      return placesOf(part).map((place) => [step, ...place]);
    }),
  ];
}

/** The value with another part at that place; `undefined` takes it away. */
function edited(
  value: unknown,
  [key, ...place]: Place,
  change: (part: unknown) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  if (key === undefined) return change(value);
  const part = (value as Record<string | number, unknown>)[key];
  const entries = Object.entries(value as object);
  const without = entries.filter(([name]) => name !== String(key));
  const removed = fc.constant(
    Array.isArray(value) ? value.toSpliced(Number(key), 1) : made(without),
  );
  const replaced = edited(part, place, change).map((other) =>
    Array.isArray(value)
      ? value.with(Number(key), other)
      : made(entries.map(([name, one]) => [name, name === key ? other : one])),
  );
  return place.length > 0 ? replaced : fc.oneof(removed, replaced);
}

/** From entries, because a literal would take `__proto__` for the prototype. */
const made = (entries: [string, unknown][]): unknown => Object.fromEntries(entries);

/** What may stand in the place of a value. */
function others(value: unknown): fc.Arbitrary<unknown> {
  return fc.oneof(fc.jsonValue({ maxDepth: 1 }), ofItsKind(value));
}

function ofItsKind(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value === 'string')
    return fc.oneof(
      odd,
      fc.string().map((more) => value + more),
    );
  if (typeof value === 'number') return fc.oneof(fc.integer(), fc.constantFrom(value + 0.5, 1e300));
  if (Array.isArray(value)) return fc.constant([...value, ...value]);
  if (value === null || typeof value !== 'object') return fc.constant(value);
  const name = fc.constantFrom('__proto__', 'toString', 'extra');
  return fc
    .tuple(name, fc.jsonValue({ maxDepth: 1 }))
    .map((entry) => made([...Object.entries(value), entry]));
}

const lengths = [...JSON.stringify(document).matchAll(/"maxLength":(\d+)/g)].map(([, most]) =>
  Number(most),
);

/** No dates, and texts as long as one of the contract may be, in characters and not in UTF-16 units, or longer. */
const odd = fc.oneof(
  fc.constantFrom('2023-02-29', '2024-01-01T24:00:00Z', '2024-01-01', ''),
  fc.constantFrom(...new Set(lengths)).map((most) => '😀'.repeat(most)),
  fc.constantFrom(...new Set(lengths)).map((most) => 'x'.repeat(most + 1)),
);
