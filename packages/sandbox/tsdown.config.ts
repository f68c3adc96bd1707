import { defineConfig, type UserConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.ts';
import { hoverTexts, withoutDeadEnds } from '../../scripts/lib/declarations.ts';

const shared: UserConfig = {
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  target: 'es2022',
  // A build out of the cache then overwrites the files of the one before.
  hash: false,
  dts: { tsgo: { path: compiler } },
  plugins: [hoverTexts],
};

export default defineConfig([
  {
    ...shared,
    format: 'esm',
    entry: { index: 'src/index.ts', node: 'src/node/index.ts', cli: 'src/cli.ts' },
    onSuccess: () => withoutDeadEnds('dist'),
  },
  // For what cannot load an ES module, such as Jest.
  {
    ...shared,
    format: 'cjs',
    entry: { index: 'src/index.ts', node: 'src/node/index.ts' },
    clean: false,
    onSuccess: () => withoutDeadEnds('dist', '.d.cts'),
  },
]);
