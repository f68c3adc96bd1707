// Writes dist/openapi.json, its digest, and the same contract as YAML and in OpenAPI 3.0.
import { bundle, writeBundle, writeOtherForms } from '../lib/bundle.ts';

const dist = new URL('../dist/', import.meta.url);
try {
  const { json, digest } = await bundle(new URL('../openapi.yaml', import.meta.url));
  await writeBundle({ json, digest }, dist);
  await writeOtherForms({ document: JSON.parse(json), digest }, dist);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
