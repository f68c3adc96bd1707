import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // What is written here is tested, and not what was built last; portable.test.ts tests what is shipped.
  resolve: {
    alias: {
      '@connect-api/validators': fileURLToPath(new URL('src/index.ts', import.meta.url)),
    },
  },
  test: {
    // No test changes a module, so the files share what they load.
    isolate: false,
    typecheck: { enabled: true, tsconfig: 'tsconfig.json' },
    // Hundreds of generated values on a busy machine.
    testTimeout: 60_000,
  },
});
