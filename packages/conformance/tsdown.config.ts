import { defineConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.ts';
import { hoverTexts, withoutDeadEnds } from '../../scripts/lib/declarations.ts';

export default defineConfig({
  entry: ['src/index.ts', 'src/requests.ts', 'src/cli.ts'],
  platform: 'node',
  fixedExtension: false,
  target: 'node20.19',
  // A build out of the cache then overwrites the files of the one before.
  hash: false,
  dts: { tsgo: { path: compiler } },
  plugins: [hoverTexts],
  onSuccess: () => withoutDeadEnds('dist'),
  deps: {
    // The contract, what reads it, and what is private go into the package.
    alwaysBundle: (id, importer) => isPrivate(id) && !isDeclaration(importer),
    // No public type shows theirs, and the compiler declares what is in this package alone.
    neverBundle: (id, importer) => isPrivate(id) && isDeclaration(importer),
  },
});

function isPrivate(id: string) {
  return /^@connect-api\/(spec|http-edge|probes)/.test(id);
}

function isDeclaration(file: string | undefined) {
  return /\.d\.ts$/.test(file ?? '');
}
