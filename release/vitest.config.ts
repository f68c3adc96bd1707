import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Compilers and other programs run inside the tests.
  test: { globalSetup: './lib/setup.ts', testTimeout: 120_000, hookTimeout: 300_000 },
});
