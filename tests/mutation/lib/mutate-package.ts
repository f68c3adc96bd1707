// Runs Stryker on one package.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogLevel } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { type MutatedPackage, type TestFiles, testFilesVariable } from './packages.ts';
import { forgetWhatNoTestReaches } from './remembered.ts';
import { type Report, type Tally, tally } from './report.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
const repository = join(here, '../..');

export interface Asked {
  readonly concurrency: number;
  readonly afresh: boolean;
  /** Of the package, as `src/retry.ts` or a pattern. Every hand-written one unless told. */
  readonly files: readonly string[];
  /** Test files of the package that are run, as `test/retry.test.ts` or a pattern. All of them unless told. */
  readonly tests: readonly string[];
}

/**
 * Stryker works on a copy two folders below the repository, like the package itself, so that relative
 * paths hold there. It remembers its last run and repeats only what a change can have touched.
 *
 * @throws when a test fails without any mutant
 */
export async function mutatePackage(
  { name, leftOut, withoutStatic = false }: MutatedPackage,
  { concurrency, afresh, files, tests }: Asked,
): Promise<Tally> {
  const state = join(here, '.state');
  mkdirSync(state, { recursive: true });
  const report = join(state, `${name}.json`);
  const remembered = join(state, `${name}.incremental.json`);
  forgetWhatNoTestReaches(remembered);
  const testFiles: TestFiles = {
    include: tests.length > 0 ? tests : ['test/**/*.test.ts'],
    exclude: leftOut,
  };
  process.env[testFilesVariable] = JSON.stringify(testFiles);
  process.chdir(join(repository, 'packages', name));
  await new Stryker({
    testRunner: 'vitest',
    plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
    vitest: { configFile: join(here, 'in-the-copy.config.ts'), related: false },
    mutate: files.length > 0 ? [...files] : ['src/**/*.ts', '!src/generated/**', '!src/**/*.d.ts'],
    tempDirName: '../../.mutation',
    // Nothing reads it: its preprocessor would load a compiler that TypeScript 7 no longer has.
    tsconfigFile: 'no-tsconfig.json',
    disableTypeChecks: false,
    coverageAnalysis: 'perTest',
    ignoreStatic: withoutStatic,
    reporters: ['json', 'progress'],
    jsonReporter: { fileName: report },
    incremental: true,
    incrementalFile: remembered,
    force: afresh,
    concurrency,
    // What is slow only because the machine is busy is not a loop without an end.
    timeoutMS: 20_000,
    logLevel: 'error' as LogLevel.Error,
    allowConsoleColors: false,
  }).runMutationTest();
  return tally(JSON.parse(readFileSync(report, 'utf8')) as Report);
}
