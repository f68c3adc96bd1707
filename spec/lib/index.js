// Reads the bundled contract for everything that is made from it or checked against it.
import { readFileSync } from 'node:fs';
import { digestOf } from './bundle.js';

export { bundle, digestOf } from './bundle.js';
export * from './contract.js';
export { inMarkdown } from './diff/markdown.js';
export { sinceRelease } from './diff/since-release.js';
export { sentence } from './diff/words.js';
export * from './generated.js';
export { leftOutOf } from './one-way.js';

const file = new URL('../dist/openapi.json', import.meta.url);
const json = read();

/**
 * The bundled contract.
 * @type {import('./contract.js').OpenApiDocument}
 */
export const document = JSON.parse(json);

/** SHA-256 over the bytes of openapi.json, in hex. Artifacts carry it to say what they were made from. */
export const digest = digestOf(json);

function read() {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(
      'The contract is not bundled yet: spec/dist/openapi.json is missing. Run: npx pnpm --filter @connect-api/spec build',
      { cause },
    );
  }
}
