// The packages whose hand-written code is mutated, and what to leave out.

export interface MutatedPackage {
  readonly name: string;
  /** Test files that are not run for each mutant: they see the built code, which has none. */
  readonly leftOut: readonly string[];
}

/** The environment variable that tells `in-the-copy.config.ts` the files, as JSON. */
export const leftOutVariable = 'CONNECT_MUTATION_LEFT_OUT';

export const packages: readonly MutatedPackage[] = [
  { name: 'client', leftOut: ['test/generated.test.ts'] },
  { name: 'conformance', leftOut: ['test/cli.test.ts', 'test/defects/**'] },
  { name: 'mock', leftOut: ['test/cli.test.ts'] },
  { name: 'sandbox', leftOut: ['test/cli.test.ts', 'test/generated.test.ts'] },
  {
    name: 'validators',
    leftOut: ['test/generator.test.ts', 'test/portable.test.ts', 'test/random.test.ts'],
  },
];
