import { appendFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import license from 'rollup-plugin-license';
import { defineConfig } from 'tsdown';
import { compiler } from '../../scripts/lib/compiler.ts';
import { hoverTexts } from '../../scripts/lib/declarations.ts';

// What Prism loads for other document formats and for proxying, which the mock does not do.
const unused = new Set([
  '@stoplight/http-spec/oas2/operation',
  '@stoplight/http-spec/postman/operation',
  'http-proxy-agent',
  'https-proxy-agent',
  'node-fetch',
]);

/** Leaves out of the bundle what the mock never runs. */
const leanPrism = {
  name: 'lean-prism',
  resolveId(id: string, importer?: string) {
    const fromImporter = (wanted: string) => createRequire(importer as string).resolve(wanted);
    if (unused.has(id)) return '\0unused';
    // One language of fake data instead of all.
    if (id === '@faker-js/faker') return fromImporter('@faker-js/faker/locale/en');
    // Its CommonJS build requires files in a way that no bundler can follow.
    if (id === 'jsonc-parser') return fromImporter(id).replace('/umd/', '/esm/');
    return undefined;
  },
  load: (id: string) => (id === '\0unused' ? 'export default {};' : undefined),
  // It means its exports by the `this` of a CommonJS module, which a bundle does not have.
  transform: (code: string, id: string) =>
    id.includes('/uri-template-lite/') ? code.replaceAll('this.URI', 'exports.URI') : undefined,
};

const notices = 'dist/THIRD-PARTY-NOTICES.txt';

// Prism goes into the package. As a dependency it would come in whatever newer version its caret ranges
// allow, and from prism-http 5.16 on that needs Node 24.
export default defineConfig({
  entry: ['src/index.ts', 'src/cli.ts'],
  platform: 'node',
  fixedExtension: false,
  target: 'node20.19',
  dts: { tsgo: { path: compiler } },
  minify: true,
  // A build out of the cache then overwrites the files of the one before.
  hash: false,
  deps: { alwaysBundle: [/./], onlyBundle: false },
  copy: '../../spec/dist/openapi.json',
  plugins: [
    leanPrism,
    hoverTexts,
    // @ts-expect-error Its types say ES module, and it is CommonJS.
    license({ thirdParty: { output: notices } }),
  ],
  hooks: {
    // What is bundled into what is bundled.
    'build:done': () =>
      appendFileSync(notices, `\n\n---\n\n${readFileSync(`../validators/${notices}`, 'utf8')}`),
  },
});
