// Writes src/generated/ from the contract. It is never committed: the build makes it each time.
import { digest, document, writeGenerated } from '@connect-api/spec';
import { contractModules } from '../generator/contract-modules.js';

await writeGenerated(contractModules(document, digest), {
  folder: new URL('../src/generated/', import.meta.url),
  verify: false,
});
