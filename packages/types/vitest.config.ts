import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No test changes a module, so the files share what they load.
    isolate: false,
    typecheck: {
      enabled: true,
      tsconfig: 'tsconfig.json',
      // Not the compiler in JavaScript that this package has for others: it takes three times as long.
      checker: fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url)),
    },
    // Compilers run inside the tests.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
