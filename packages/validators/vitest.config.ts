import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    typecheck: { enabled: true, tsconfig: 'tsconfig.json' },
    // Hundreds of generated values on a busy machine.
    testTimeout: 60_000,
  },
});
