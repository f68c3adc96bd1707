import { defineConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.mjs';

export default defineConfig({
  entry: { index: 'src/index.ts', node: 'src/node/index.ts', cli: 'src/cli.ts' },
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  target: 'es2022',
  // A build out of the cache then overwrites the files of the one before.
  hash: false,
  dts: { tsgo: { path: compiler } },
  sourcemap: true,
});
