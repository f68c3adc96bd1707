import { defineConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.mjs';

export default defineConfig({
  entry: ['src/index.ts', 'src/requests.ts', 'src/cli.ts'],
  platform: 'node',
  fixedExtension: false,
  target: 'node20.19',
  // A build out of the cache then overwrites the files of the one before.
  hash: false,
  dts: { tsgo: { path: compiler } },
  sourcemap: true,
  // The contract, what reads it, and what is private go into the package.
  deps: { alwaysBundle: [/^@connect-api\/(spec|http-edge)/] },
});
