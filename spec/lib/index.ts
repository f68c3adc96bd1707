// Reads the bundled contract for everything that is made from it or checked against it. Nearly every
// process of this repository loads it, so what loads Redocly stands elsewhere: bundle.ts, diff/index.ts.

import { readFileSync } from 'node:fs';
import type { OpenApiDocument } from './contract.ts';
import { digestOf } from './digest.ts';

export * from './contract.ts';
export { digestOf } from './digest.ts';
export * from './generated.ts';
export { namelessBodies } from './named-bodies.ts';
export { leftOutOf } from './one-way.ts';
export { codeOf, place, requestOf } from './request.ts';

const file = new URL('../dist/openapi.json', import.meta.url);
const json = read();

/** The bundled contract. */
export const document: OpenApiDocument = JSON.parse(json);

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
