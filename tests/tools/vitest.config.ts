import { defineConfig } from 'vitest/config';

// A busy machine is slow to load them, and some show every operation that there will be.
export default defineConfig({ test: { isolate: false, testTimeout: 300_000 } });
