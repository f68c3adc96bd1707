import license from 'rollup-plugin-license';
import { defineConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.mjs';

export default defineConfig({
  entry: 'src/index.ts',
  format: ['esm', 'cjs'],
  platform: 'neutral',
  dts: { tsgo: { path: compiler } },
  // Ajv's small runtime functions become part of the package, so that it needs nothing at run time.
  deps: { onlyBundle: ['ajv', 'ajv-formats', 'fast-deep-equal', 'leven'] },
  plugins: [
    // @ts-expect-error Its types say ES module, and it is CommonJS.
    license({ thirdParty: { output: 'dist/THIRD-PARTY-NOTICES.txt' } }),
  ],
});
