import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No test changes a module, so the files share what they load.
    isolate: false,
    typecheck: { enabled: true, tsconfig: 'tsconfig.json' },
    // Hundreds of generated values on a busy machine.
    testTimeout: 60_000,
  },
});
