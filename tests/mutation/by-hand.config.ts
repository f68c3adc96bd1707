// Vitest's configuration for one mutant that was made by hand: nothing is written, the file changes while
// it is loaded.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { applied, type HandMadeMutant } from './lib/by-hand.ts';

const mutant = JSON.parse(process.env['CONNECT_MUTANT'] ?? 'null') as HandMadeMutant | null;

export default defineConfig({
  root: process.cwd(),
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      load(id) {
        if (!mutant || id !== `${process.cwd()}/${mutant.file}`) return undefined;
        return applied(mutant, readFileSync(id, 'utf8'));
      },
    },
  ],
  test: {
    // It remembers files as they were without a mutant.
    fsModuleCache: false,
    isolate: false,
    maxWorkers: 1,
    bail: 1,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
