import { defineConfig } from 'vitest/config';

// A busy machine is slow to load them.
export default defineConfig({ test: { isolate: false, testTimeout: 60_000 } });
