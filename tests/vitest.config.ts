import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What is built is run as it is: the mock alone would take seconds to be transformed.
    server: { deps: { external: [/\/dist\/.*\.js$/] } },
    include: ['test/**/*.test.ts'],
    // Prism takes a second to load. The files share it, and no test changes a module.
    isolate: false,
    // No test measures time, and a busy machine is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
