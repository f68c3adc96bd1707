import { type OpenApiDocument, operationsOf } from '@connect-api/spec';
import { generateContract } from './contract.ts';
import { generatePage } from './page.ts';
import { generateRules, hasRules, rulesOf } from './rules.ts';

/**
 * The generated files of this package, by name.
 *
 * @param document the bundled contract
 * @param digest of the contract
 */
export function generate(document: OpenApiDocument, digest: string): Record<string, string> {
  const rules = rulesOf(operationsOf(document).map(({ operationId }) => operationId));
  return {
    'contract.ts': generateContract(document, digest, hasRules),
    'rules.ts': generateRules(rules, digest),
    'page.ts': generatePage(),
  };
}
