import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No test changes a module, so the files share what they load. Some of them mostly wait, so two
    // run side by side, whatever the number of cores.
    isolate: false,
    maxWorkers: 2,
    // No test measures time, and a busy machine is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
