import { defineConfig } from 'vitest/config';

// Prism takes a second to load. The files share it, and no test changes a module.
export default defineConfig({ test: { isolate: false } });
