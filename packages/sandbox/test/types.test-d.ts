import type * as v from 'valibot';
import { expectTypeOf, test } from 'vitest';
import type { Fault, FaultsSchema } from '../src/requests/faults.js';
import type { WorldSchema } from '../src/world/schema.js';
import type { World, WorldInput } from '../src/world/world.js';

// What users read is written by hand, so that it is plain. It must not say more or less than the schema.

test('a world is what its schema takes and gives', () => {
  expectTypeOf<v.InferInput<typeof WorldSchema>>().branded.toEqualTypeOf<WorldInput>();
  expectTypeOf<v.InferOutput<typeof WorldSchema>>().branded.toEqualTypeOf<World>();
});

test('a fault is what its schema gives', () => {
  type Given = v.InferOutput<typeof FaultsSchema>['faults'][number];
  expectTypeOf<Flat<Given>>().toEqualTypeOf<Flat<Fault>>();
});

/** Each member of a union in one piece. */
type Flat<Union> = Union extends unknown ? { [Key in keyof Union]: Union[Key] } : never;
