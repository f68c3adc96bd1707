import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: './lib/setup.ts',
    // No test changes a module, so the files share what they load.
    isolate: false,
    // Compilers and other programs run inside the tests.
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
