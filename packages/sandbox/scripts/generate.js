// Writes src/generated/ from the contract. In CI it only says whether that is up to date.
import { digest, document, generateScript } from '@connect-api/spec';
import { generateContract } from '../generator/contract.js';
import { hasRules } from '../generator/has-rules.js';

await generateScript(
  { 'contract.ts': generateContract(document, digest, hasRules) },
  new URL('../src/generated/', import.meta.url),
);
