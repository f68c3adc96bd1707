// Puts the bundled contract and its digest beside the types.
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

for (const file of ['openapi.json', 'openapi.yaml', 'openapi.json.sha256']) {
  const source = fileURLToPath(import.meta.resolve(`@connect-api/spec/${file}`));
  await copyFile(source, new URL(`../dist/${file}`, import.meta.url));
}
