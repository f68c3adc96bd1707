import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Prism takes a second to load. The files share it, and no test changes a module.
    isolate: false,
    // No test measures time, and a busy machine is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
