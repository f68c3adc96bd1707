// What a fact of the contract makes of values.
import fc from 'fast-check';
import type { Arbitraries } from './arbitrary.ts';
import type { Json } from './json.ts';
import { leastLength, leastList, leastObject } from './least.ts';
import type { Shape, Way } from './schema.ts';

export type Verdict = 'accepted' | 'refused';

/** Values of one part of a whole, and what is made of the whole because of them. */
export interface Probe {
  /** The fact that decides: its kind and its id. */
  fact: string;
  verdict: Verdict;
  /** The place in the whole, such as `body.schedule (CancelAtDate).date`. */
  where: string;
  /** The keyword of JSON Schema that decides. */
  keyword: string;
  /** `undefined` leaves the part out. */
  values: (Json | undefined)[];
  /** What is around the part, from the inside out. */
  around: Around[];
  /** Whether it is about a property that only the other way has. */
  isForeign?: boolean;
}

/** A list or an object around a part. */
export interface Around {
  type: 'array' | 'object';
  /** Those that it may have. */
  shapes: Shape[];
  /** The shape in which a value of the part can stand, where not all do. */
  fitting?: (value: Json | undefined) => Shape | undefined;
  put: (whole: Whole, value: Json | undefined) => Json;
}

/** @param own properties that it is to have, `undefined` for such as it is not to have */
export type Whole = (own?: Record<string, Json | undefined>) => Json;

/** The value in the smallest whole. */
export function inLeast({ around }: Probe, value: Json | undefined, way: Way): Json | undefined {
  return around.reduce<Json | undefined>((inner, { type, shapes, fitting, put }) => {
    const shape = fitting?.(inner) ?? shapes[0] ?? [];
    const whole: Whole =
      type === 'array'
        ? () => leastList(shape, way, leastLength(shape))
        : (own) => leastObject(shape, way, own && { own });
    return put(whole, inner);
  }, value);
}

/** The values in wholes of any kind. */
export function inAny(
  { around, values }: Probe,
  { ofShapes }: Arbitraries,
): fc.Arbitrary<Json | undefined> {
  return around.reduce<fc.Arbitrary<Json | undefined>>(
    (inners, { type, shapes, put }) =>
      fc
        .tuple(ofShapes(shapes, type), inners)
        .map(([whole, inner]) => put((own) => (own ? withOwn(whole, own) : whole), inner)),
    fc.constantFrom(...values),
  );
}

function withOwn(whole: Json, own: Record<string, Json | undefined>): Json {
  return { ...(whole as Record<string, Json>), ...own };
}
