import { readFileSync } from 'node:fs';

/**
 * Reads the text of the bundled contract, which the build puts beside the bundled code and not into it: a
 * changed contract costs a copy, not a build of Prism.
 */
export const readJson = (): string =>
  String(readFileSync(new URL('../dist/openapi.json', import.meta.url)));
