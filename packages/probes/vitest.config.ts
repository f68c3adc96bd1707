import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No test changes a module, so the files share what they load.
    isolate: false,
    // No test measures time, and a busy machine is slow.
    testTimeout: 60_000,
  },
});
