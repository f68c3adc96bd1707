// The contract that every artifact is held against: as it is written by hand, read without a bundler.
import { factsOf } from './facts.js';
import { probesOf } from './probes.js';
import { readRepository, readSource } from './reading.js';

/**
 * @typedef {object} Contract
 * @property {import('./reading.js').Node} root
 * @property {import('./facts.js').Fact[]} facts
 * @property {import('./probes.js').OperationProbes[]} probes
 */

export const contractFile = 'spec/openapi.yaml';

/**
 * @param {(file: string) => string} [read]
 * @returns {Contract}
 */
export function readContract(read = readRepository) {
  const root = readSource(contractFile, read);
  return { root, facts: factsOf(root), probes: probesOf(root) };
}
