import { defineConfig } from 'vitest/config';

// No test changes a module, so the files share what they load. Some of them mostly wait, so two run
// side by side, whatever the number of cores.
export default defineConfig({ test: { isolate: false, maxWorkers: 2 } });
