import { eachOperation } from './operation.ts';
import type { Visitor } from './redocly.js';

/**
 * No operation can be called without a credential: neither an empty `security` nor an empty choice in
 * it.
 */
export default function apiKeyRequired(): Visitor {
  return eachOperation((operation, { report }) => {
    const { operationId, security } = operation.value;
    if (!security) return;
    const open = security.length === 0 || security.some((one: object) => isEmpty(one));
    if (!open) return;
    report({
      message: `${operationId} can be called without an API key. Remove security, or name a scheme.`,
      location: operation.get('security').location,
    });
  });
}

function isEmpty(requirement: object) {
  return Object.keys(requirement).length === 0;
}
