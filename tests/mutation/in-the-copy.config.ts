// Vitest's configuration in Stryker's copy of a package: its tests without type checks, since a mutant
// is no type error, and without the files that `lib/packages.ts` leaves out.
import { configDefaults, defineConfig } from 'vitest/config';
import { keptThreads } from './lib/kept-worker.ts';
import { leftOutVariable } from './lib/packages.ts';

const leftOut = JSON.parse(process.env[leftOutVariable] ?? '[]') as string[];

export default defineConfig({
  root: process.cwd(),
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
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...leftOut],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is built needs no transformation; the mock alone would take seconds.
    server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
  },
});
