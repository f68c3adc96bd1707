import { generateNames } from './names.js';
import { generateOpenapi } from './openapi.js';

/**
 * The generated files of this package, by name.
 *
 * @param {any} document the bundled contract
 * @param {string} digest of the contract
 * @returns {Promise<Record<string, string>>}
 */
export async function generate(document, digest) {
  return {
    'openapi.ts': await generateOpenapi(document, digest),
    'names.ts': generateNames(document, digest),
  };
}
