// Numbers that a schema allows.
import type { Schema } from './schema.ts';

/** Whether a number keeps every limit. */
function isWithin(value: number, schema: Schema): boolean {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
  return (
    value >= (minimum ?? NEGATIVE_INFINITY) &&
    value <= (maximum ?? POSITIVE_INFINITY) &&
    value > (exclusiveMinimum ?? NEGATIVE_INFINITY) &&
    value < (exclusiveMaximum ?? POSITIVE_INFINITY) &&
    (multipleOf === undefined || Number.isInteger(value / multipleOf)) &&
    ([type].flat()[0] !== 'integer' || Number.isInteger(value))
  );
}

/**
 * A number near the limits.
 *
 * @param wanted the one that is taken where the schema allows it
 */
export function numberOf(schema: Schema, ...wanted: number[]): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf: step = 1 } = schema;
  const low = minimum ?? exclusiveMinimum;
  const high = maximum ?? exclusiveMaximum;
  const candidates = [
    ...wanted,
    minimum,
    maximum,
    1,
    low !== undefined ? step * Math.floor(low / step + 1) : step,
    high !== undefined ? step * Math.ceil(high / step - 1) : undefined,
    low !== undefined && high !== undefined ? (low + high) / 2 : undefined,
  ];
  return candidates.find((each) => each !== undefined && isWithin(each, schema)) ?? 1;
}
