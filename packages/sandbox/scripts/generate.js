// Writes src/generated/ from the contract. In CI it only says whether that is up to date.
import { existsSync } from 'node:fs';
import { digest, document, generateScript } from '@connect-api/spec';
import { generateContract } from '../generator/contract.js';

/** @param {string} operationId */
const hasRules = (operationId) =>
  existsSync(
    new URL(
      `../src/rules/${operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`,
      import.meta.url,
    ),
  );

await generateScript(
  { 'contract.ts': generateContract(document, digest, hasRules) },
  new URL('../src/generated/', import.meta.url),
);
