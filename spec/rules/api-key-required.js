import { eachOperation } from './operation.js';

/**
 * No operation can be called without a credential: neither an empty `security` nor an empty choice in
 * it.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function apiKeyRequired() {
  const { PathItem } = eachOperation((operation, { report }) => {
    const { operationId, security } = operation.value;
    if (!security) return;
    const open =
      security.length === 0 || security.some((/** @type {object} */ one) => isEmpty(one));
    if (!open) return;
    report({
      message: `${operationId} can be called without an API key. Remove security, or name a scheme.`,
      location: operation.get('security').location,
    });
  });
  return { Paths: { PathItem: /** @type {any} */ (PathItem) } };
}

/** @param {object} requirement */
function isEmpty(requirement) {
  return Object.keys(requirement).length === 0;
}
