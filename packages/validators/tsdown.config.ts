import license from 'rollup-plugin-license';
import { defineConfig, type UserConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.ts';
import { hoverTexts } from '../../scripts/lib/declarations.ts';

const shared: UserConfig = {
  format: ['esm', 'cjs'],
  platform: 'neutral',
  dts: { tsgo: { path: compiler } },
  plugins: [hoverTexts],
  // Ajv's small runtime functions become part of the package, so that it needs nothing at run time.
  deps: { onlyBundle: ['ajv', 'ajv-formats', 'fast-deep-equal', 'leven'] },
};

// Each is one file, without imports.
export default defineConfig([
  {
    ...shared,
    entry: 'src/index.ts',
    plugins: [
      hoverTexts,
      // @ts-expect-error Its types say ES module, and it is CommonJS.
      license({ thirdParty: { output: 'dist/THIRD-PARTY-NOTICES.txt' } }),
    ],
  },
  { ...shared, entry: 'src/details.ts', clean: false },
]);
