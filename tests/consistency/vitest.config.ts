import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What is built is run as it is: the mock alone would take ten seconds to be transformed again.
    server: { deps: { external: [/\/dist\//] } },
  },
});
