// Vitest's configuration in Stryker's copy of a package: its tests without type checks, since a mutant
// is no type error, and without the files that `lib/packages.ts` leaves out.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { configDefaults, defineConfig, type ViteUserConfig } from 'vitest/config';
import { keptThreads } from './lib/kept-worker.ts';
import { type TestFiles, testFilesVariable } from './lib/packages.ts';
import { QuickFirst } from './lib/quick-first.ts';

const { include, exclude } = JSON.parse(process.env[testFilesVariable] ?? '') as TestFiles;
const own = (await import(pathToFileURL(join(process.cwd(), 'vitest.config.ts')).href)) as {
  default: ViteUserConfig;
};

export default defineConfig({
  root: process.cwd(),
  // Where a package reads itself by its name, that is its source.
  resolve: own.default.resolve ?? {},
  plugins: [
    {
      name: 'kept-threads',
      // Stryker's runner names the pool after this file has been read.
      configureVitest({ project }) {
        Object.assign(project.config, { pool: keptThreads.name, poolRunner: keptThreads });
      },
    },
  ],
  test: {
    include: [...include],
    exclude: [...configDefaults.exclude, ...exclude],
    isolate: false,
    sequence: { sequencer: QuickFirst },
    setupFiles: [fileURLToPath(new URL('lib/between-tests.setup.ts', import.meta.url))],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is built needs no transformation; the mock alone would take seconds.
    server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
  },
});
