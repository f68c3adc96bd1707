// Writes dist/openapi.yaml, dist/openapi.json and the digest of the JSON file.
import { bundle, writeBundle } from '../lib/bundle.ts';

const bundled = await bundle(new URL('../openapi.yaml', import.meta.url)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
await writeBundle(bundled, new URL('../dist/', import.meta.url));
