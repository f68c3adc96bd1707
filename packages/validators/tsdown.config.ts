import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: 'src/index.ts',
  format: ['esm', 'cjs'],
  platform: 'neutral',
  dts: { tsgo: { path: 'tsc' } },
  // Ajv's small runtime functions become part of the package, so that it needs nothing at run time.
  deps: { onlyBundle: ['ajv', 'ajv-formats', 'fast-deep-equal', 'leven'] },
});
