import { defineConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.ts';
import { hoverTexts, withoutDeadEnds } from '../../scripts/lib/declarations.ts';

export default defineConfig({
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  target: 'es2022',
  // A build out of the cache then overwrites the files of the one before.
  hash: false,
  dts: { tsgo: { path: compiler } },
  plugins: [hoverTexts],
  entry: { index: 'src/index.ts', node: 'src/node/index.ts', cli: 'src/cli.ts' },
  format: {
    esm: { onSuccess: () => withoutDeadEnds('dist') },
    // For what cannot load an ES module, such as Jest.
    cjs: {
      entry: { index: 'src/index.ts', node: 'src/node/index.ts' },
      onSuccess: () => withoutDeadEnds('dist', '.d.cts'),
    },
  },
});
