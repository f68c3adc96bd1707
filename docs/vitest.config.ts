import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The files share the parsed site, and no test changes a module.
    isolate: false,
    // The two files that use a browser begin last. By itself Vitest leaves one core to others.
    maxWorkers: 2,
    // No test measures time, a busy machine is slow, and some take every page that there will be.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
