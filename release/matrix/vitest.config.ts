import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    dir: 'matrix',
    globalSetup: './matrix/setup.ts',
    // Whole programs are installed and run inside the tests.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
