// Writes dist/openapi.yaml, dist/openapi.json and the digest of the JSON file.
import { mkdir, writeFile } from 'node:fs/promises';
import { bundle } from '../lib/bundle.js';

const dist = new URL('../dist/', import.meta.url);
const { json, yaml, digest } = await bundle(new URL('../openapi.yaml', import.meta.url)).catch(
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);

await mkdir(dist, { recursive: true });
await Promise.all([
  writeFile(new URL('openapi.json', dist), json),
  writeFile(new URL('openapi.yaml', dist), yaml),
  // The format of sha256sum, so that `sha256sum -c openapi.json.sha256` checks it.
  writeFile(new URL('openapi.json.sha256', dist), `${digest}  openapi.json\n`),
]);
