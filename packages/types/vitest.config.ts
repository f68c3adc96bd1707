import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    typecheck: { enabled: true, tsconfig: 'tsconfig.json' },
    // Compilers run inside the tests.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
