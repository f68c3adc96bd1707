import { defineConfig } from 'vitest/config';

export default defineConfig({
  // No test changes a module, so the files share what they load. Redocly runs as a process of its own,
  // which takes a second on an idle machine.
  test: { isolate: false, testTimeout: 60_000, hookTimeout: 60_000 },
});
