import { existsSync } from 'node:fs';

/**
 * Whether the sandbox has business rules for an operation: a file named after it.
 *
 * @param {string} operationId
 */
export function hasRules(operationId) {
  const name = operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return existsSync(new URL(`../src/rules/${name}.ts`, import.meta.url));
}
