import { copyFile } from 'node:fs/promises';
import license from 'rollup-plugin-license';
import { defineConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.ts';
import { withoutMapNames } from '../../scripts/lib/declarations.ts';

export default defineConfig([
  {
    entry: 'src/index.ts',
    format: 'esm',
    platform: 'neutral',
    dts: { tsgo: { path: compiler } },
    sourcemap: true,
    // The same types, as those of a CommonJS module.
    async onSuccess() {
      await withoutMapNames('dist');
      await copyFile('dist/index.d.ts', 'dist/index.d.cts');
    },
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
    plugins: [
      // @ts-expect-error Its types say ES module, and it is CommonJS.
      license({ thirdParty: { output: 'dist/THIRD-PARTY-NOTICES.txt' } }),
    ],
  },
]);
