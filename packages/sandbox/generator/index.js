import { generateContract } from './contract.js';
import { hasRules } from './has-rules.js';

/**
 * The generated files of this package, by name.
 *
 * @param {import('@connect-api/spec').OpenApiDocument} document the bundled contract
 * @param {string} digest of the contract
 * @returns {Record<string, string>}
 */
export function generate(document, digest) {
  return { 'contract.ts': generateContract(document, digest, hasRules) };
}
