// Values of path parameters that no server has.
import { createHash } from 'node:crypto';
import { arbitraries, readDocument, type Schema, type SchemaNode } from '@connect-api/probes';
import { resolve } from '@connect-api/spec/contract';
import fc from 'fast-check';
import { document } from '../bundled-contract.js';
import type { Json } from '../json.js';

/** A value of the right form, and whether none of a server's can be the same. */
interface Missing {
  value: string;
  isUnknown: boolean;
}

/** Of fewer values, or of shorter ones, a server may well have each. */
const enough = { values: 1000, characters: 6 };

/** @param name what no server has: the same value for the same name */
export function missingValue(reference: Json, name: string): Missing {
  const schema = resolve(document, reference);
  const { type, format, enum: values, const: constant } = schema;
  if (values || constant !== undefined)
    return { value: String(constant ?? values[0]), isUnknown: false };
  const hash = createHash('sha256').update(name).digest('hex');
  const seed = Number.parseInt(hash.slice(0, 6), 16);
  if (type === 'integer' || type === 'number') return missingNumber(schema, seed);
  if (format === 'uuid')
    return { value: hash.replace(uuidParts, '$1-$2-4$3-8$4-$5'), isUnknown: true };
  const { minLength = 0, maxLength = name.length, pattern = '' } = schema;
  const form = new RegExp(pattern, 'u');
  const own = [name, hash.slice(0, maxLength)].find(
    (text) => text.length >= minLength && text.length <= maxLength && form.test(text),
  );
  if (own !== undefined && type === 'string' && !format)
    return { value: own, isUnknown: own === name || own.length >= enough.characters };
  const some = fc.sample(valid(schema), { seed, numRuns: 20 }).map(String);
  // The longer one is, the more others there are.
  const value = some.reduce((one, other) => (other.length > one.length ? other : one));
  return { value, isUnknown: !format && value.length >= enough.characters };
}

/** One of the greatest, which servers count up to last. */
function missingNumber(schema: Json, seed: number): Missing {
  const { exclusiveMinimum = -1, exclusiveMaximum = 2 ** 31, multipleOf: step = 1 } = schema;
  const least = Math.ceil((schema.minimum ?? exclusiveMinimum + 1) / step);
  const most = Math.floor((schema.maximum ?? exclusiveMaximum - 1) / step);
  const count = Math.max(1, Math.min(enough.values, most - least + 1));
  return { value: String((most - (seed % count)) * step), isUnknown: count === enough.values };
}

const uuidParts = /^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/;

const any = arbitraries('request');

/** @param schema of the contract */
export function valid(schema: Json): fc.Arbitrary<Json> {
  return any.of(readDocument({ ...document, schema }).get<Schema>('schema') as SchemaNode);
}
