import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Prism takes a second to load. The files share it, and no test changes a module.
    isolate: false,
    // No test measures time, a busy machine is slow, and some ask for every operation that there will be.
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
