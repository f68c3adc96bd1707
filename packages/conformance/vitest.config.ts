import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No test changes a module, so the files share what they load.
    isolate: false,
    // Some judge a server from end to end, by every operation that there will be.
    testTimeout: 300_000,
    // What is built needs no transformation; the mock alone would take seconds.
    server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
  },
});
