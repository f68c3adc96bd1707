import { copyFile } from 'node:fs/promises';
import { defineConfig } from 'tsdown';

export default defineConfig([
  {
    entry: 'src/index.ts',
    format: 'esm',
    platform: 'neutral',
    dts: { tsgo: { path: 'tsc' } },
    sourcemap: true,
    // The same types, as those of a CommonJS module.
    onSuccess: () => copyFile('dist/index.d.ts', 'dist/index.d.cts'),
  },
  {
    entry: 'src/index.ts',
    format: 'cjs',
    platform: 'neutral',
    dts: false,
    sourcemap: true,
    clean: false,
    // `require('openapi-fetch')` has its default export elsewhere than an ES module that was
    // translated to CommonJS looks for it.
    deps: { alwaysBundle: ['openapi-fetch'], onlyBundle: ['openapi-fetch'] },
  },
]);
