import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The files share the parsed site, and no test changes a module.
    isolate: false,
    // The two files that use a browser begin last. By itself Vitest leaves one core to others.
    maxWorkers: 2,
    // No test measures time, and a busy machine is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
