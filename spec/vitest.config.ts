import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Redocly runs as a process of its own, which takes a second on an idle machine.
  test: { testTimeout: 60_000, hookTimeout: 60_000 },
});
