// Writes src/generated/ from the contract. In CI it only says whether that is up to date.
import { digest, document, generateScript } from '@connect-api/spec';
import { generate } from '../generator/index.ts';

await generateScript(generate(document, digest), new URL('../src/generated/', import.meta.url));
