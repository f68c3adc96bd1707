import { generateNames } from './names.js';
import { withOneWayProperties } from './one-way.js';
import { generateOpenapi } from './openapi.js';

/**
 * The generated files of this package, by name.
 *
 * @param {any} document the bundled contract
 * @param {string} digest of the contract
 * @returns {Promise<Record<string, string>>}
 */
export async function generate(document, digest) {
  const typed = withOneWayProperties(document);
  return {
    'openapi.ts': await generateOpenapi(typed, digest),
    'names.ts': generateNames(typed, digest),
  };
}
