// The packages whose hand-written code is mutated, and what to leave out.

export interface MutatedPackage {
  readonly name: string;
  /** Test files that are not run for each mutant: they see the built code, which has none. */
  readonly leftOut: readonly string[];
  /**
   * Whether mutants of what a module does while it loads are left out, unless a test loads it anew. Each
   * of them needs a thread of its own and every test there is.
   */
  readonly withoutStatic?: boolean;
}

/** The environment variable that tells `in-the-copy.config.ts` the files of tests, as JSON of `TestFiles`. */
export const testFilesVariable = 'CONNECT_MUTATION_TEST_FILES';

/** Patterns of the package, as `test/retry.test.ts`. */
export interface TestFiles {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export const packages: readonly MutatedPackage[] = [
  { name: 'client', leftOut: ['test/generated.test.ts'] },
  {
    name: 'conformance',
    leftOut: ['test/cli.test.ts'],
    // Its cases are tables of some thousand texts and numbers; `test/tables.test.ts` loads these anew.
    withoutStatic: true,
  },
  { name: 'mock', leftOut: ['test/cli.test.ts'] },
  {
    name: 'sandbox',
    leftOut: [
      'test/cli.test.ts',
      'test/data-faults.test.ts',
      'test/generated.test.ts',
      'test/lazy-database.test.ts',
    ],
    // Each would need a minute: the tests of its stores start databases.
    withoutStatic: true,
  },
  {
    name: 'validators',
    leftOut: ['test/generator.test.ts', 'test/portable.test.ts', 'test/random.test.ts'],
  },
];
