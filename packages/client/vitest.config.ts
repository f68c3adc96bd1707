import { defineConfig } from 'vitest/config';

export default defineConfig({
  // No test changes a module, so the files share what they load.
  test: { isolate: false, typecheck: { enabled: true, tsconfig: 'tsconfig.json' } },
});
