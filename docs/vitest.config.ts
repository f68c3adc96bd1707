import { defineConfig } from 'vitest/config';

// The files share the parsed site, and no test changes a module.
export default defineConfig({ test: { include: ['test/**/*.test.ts'], isolate: false } });
