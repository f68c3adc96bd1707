import { operationsOf } from '@connect-api/spec';
import { generateContract } from './contract.js';
import { generateRules, hasRules, rulesOf } from './rules.js';

/**
 * The generated files of this package, by name.
 *
 * @param {import('@connect-api/spec').OpenApiDocument} document the bundled contract
 * @param {string} digest of the contract
 * @returns {Record<string, string>}
 */
export function generate(document, digest) {
  const rules = rulesOf(operationsOf(document).map(({ operationId }) => operationId));
  return {
    'contract.ts': generateContract(document, digest, hasRules),
    'rules.ts': generateRules(rules, digest),
  };
}
