import { copyFile } from 'node:fs/promises';
import { defineConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.ts';
import { hoverTexts, withoutDeadEnds } from '../../scripts/lib/declarations.ts';

export default defineConfig([
  {
    entry: 'src/index.ts',
    format: 'esm',
    platform: 'neutral',
    dts: { tsgo: { path: compiler } },
    sourcemap: true,
    plugins: [hoverTexts],
    // The same types, as those of a CommonJS module.
    async onSuccess() {
      await withoutDeadEnds('dist');
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
  },
]);
