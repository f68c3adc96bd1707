import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No test changes a module, so the files share what they load.
    isolate: false,
    // Other tasks have ended when the longest of these files run. By itself Vitest leaves one core to others.
    maxWorkers: 2,
    // Some hold an artifact against every operation that there will be, or build one, on a busy machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What is built is run as it is: the mock alone would take ten seconds to be transformed again.
    server: { deps: { external: [/\/dist\//] } },
  },
});
