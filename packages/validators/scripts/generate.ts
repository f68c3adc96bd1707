// Writes src/generated/ from the contract. It is never committed: the build makes it each time.
import { digest, document, writeGenerated } from '@connect-api/spec';
import { generate } from '../generator/index.ts';

await writeGenerated(generate(document, digest), {
  folder: new URL('../src/generated/', import.meta.url),
  verify: false,
});
