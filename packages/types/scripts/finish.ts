// Puts the bundled contract, its twin in OpenAPI 3.0 and its digest beside the types. Those are there once:
// the declarations of the ES module are those of the CommonJS one, which both kinds of modules can import.
import { copyFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const files = ['openapi.json', 'openapi.yaml', 'openapi.json.sha256'];
const twin = ['openapi-3.0.json', 'openapi-3.0.yaml'];

for (const file of [...files, ...twin]) {
  const source = fileURLToPath(import.meta.resolve(`@connect-api/spec/${file}`));
  await copyFile(source, new URL(`../dist/${file}`, import.meta.url));
}

await writeFile(
  new URL('../dist/index.d.ts', import.meta.url),
  "export type * from './index.cjs';\n",
);
