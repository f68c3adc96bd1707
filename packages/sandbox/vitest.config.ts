import { defineConfig } from 'vitest/config';

// No test changes a module, so the files share what they load.
export default defineConfig({ test: { isolate: false } });
