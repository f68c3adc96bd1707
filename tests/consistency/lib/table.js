// Every artifact against every kind of fact.
import { kinds } from './facts.js';

/** @typedef {import('./facts.js').Fact} Fact */
/** @typedef {import('./facts.js').Kind} Kind */
/** @typedef {import('./finding.js').Finding} Finding */
/** @typedef {import('./contract.js').Contract} Contract */
/** @typedef {import('./artifact.js').Artifact<any>} Artifact */

/**
 * One artifact held against the contract.
 *
 * @typedef {object} Column
 * @property {string} name
 * @property {Cell[]} cells in the order of the kinds
 * @property {string} [stale] what is wrong with the digest, and what to do
 */

/**
 * @typedef {object} Cell
 * @property {Kind} kind
 * @property {number} checked how many facts
 * @property {Finding[]} findings
 * @property {string[]} reasons why other facts of the kind are not checked
 */

/**
 * @param {Artifact} artifact @param {Contract} contract @param {string} digest of the contract
 * @returns {Promise<Column>}
 */
export async function checkArtifact(artifact, contract, digest) {
  const state = await artifact.built().catch((/** @type {Error} */ error) => {
    throw new Error(`${artifact.name} cannot be read: ${error.message}\n${rebuild(artifact)}`);
  });
  try {
    const spoken = contract.facts.filter((fact) => artifact.silent(fact, contract) === undefined);
    const findings = await artifact.check(state, spoken, contract);
    const stale = staleness(artifact, await artifact.digest(state), digest);
    return {
      name: artifact.name,
      cells: kinds.map((kind) => cellOf(kind, artifact, contract, findings)),
      ...(stale && { stale }),
    };
  } finally {
    await artifact.close?.(state);
  }
}

/** @param {Kind} kind @param {Artifact} artifact @param {Contract} contract @param {Finding[]} findings @returns {Cell} */
function cellOf(kind, artifact, contract, findings) {
  const reasons = contract.facts
    .filter((fact) => fact.kind === kind)
    .map((fact) => artifact.silent(fact, contract));
  return {
    kind,
    checked: reasons.filter((reason) => reason === undefined).length,
    findings: findings.filter(({ fact }) => fact.kind === kind),
    reasons: [...new Set(reasons)].filter((reason) => reason !== undefined),
  };
}

/**
 * What is wrong with the digest that an artifact carries, if anything.
 *
 * @param {Pick<Artifact, 'name' | 'package'>} artifact
 * @param {string | undefined} carried @param {string} digest of the contract
 */
export function staleness(artifact, carried, digest) {
  if (carried === digest) return undefined;
  const short = (/** @type {string} */ text) => `${text.slice(0, 12)}…`;
  const what =
    carried === undefined
      ? 'carries no digest'
      : `was made from the contract ${short(carried)}, not from ${short(digest)}`;
  return `${artifact.name} ${what}. ${rebuild(artifact)}`;
}

/** @param {Pick<Artifact, 'package'>} artifact */
function rebuild(artifact) {
  return `Rebuild it: npx pnpm --filter ${artifact.package}... build`;
}
