// How many of an artifact's mutants the checks noticed, as numbers and as text.
import { keyOf } from './finding.js';
import { tryMutant } from './mutation.js';

/** @typedef {import('./mutation.js').Mutant} Mutant */
/** @typedef {import('./contract.js').Contract} Contract */
/** @typedef {import('./print.js').Paint} Paint */

/**
 * @typedef {object} Score
 * @property {string} name of the artifact
 * @property {number} killed
 * @property {string[]} survived what no check named
 * @property {Map<string, Mutant[]>} unscored by the reason why nothing can be seen of them
 * @property {string[]} control what the checks say of the artifact made from the contract as it is: nothing
 */

/**
 * @param {import('./artifact.js').Artifact<any>} artifact @param {Mutant[]} mutants @param {Contract} contract
 * @returns {Promise<Score>}
 */
export async function scoreOf(artifact, mutants, contract) {
  /** @type {Score} */
  const score = { name: artifact.name, killed: 0, survived: [], unscored: new Map(), control: [] };
  for (const mutant of mutants) {
    const { outcome, reason = '' } = await tryMutant(mutant, contract);
    if (outcome === 'killed') score.killed++;
    else if (outcome === 'survived')
      score.survived.push([mutantText(mutant), reason].filter(Boolean).join(': '));
    else {
      const why = outcome === 'refused' ? `its generator refuses it: ${reason}` : reason;
      score.unscored.set(why, [...(score.unscored.get(why) ?? []), mutant]);
    }
  }
  return { ...score, control: await controlOf(artifact, mutants, contract) };
}

/**
 * The same checks of the artifact without a mutation.
 *
 * @param {import('./artifact.js').Artifact<any>} artifact @param {Mutant[]} mutants @param {Contract} contract
 */
async function controlOf(artifact, mutants, contract) {
  const document = mutants[0]?.document;
  if (!document) return [];
  const state = await artifact.generate(document);
  try {
    const findings = await artifact.check(
      state,
      [...new Set(mutants.map(({ fact }) => fact))],
      contract,
    );
    return findings.map(({ fact }) => keyOf(fact));
  } finally {
    await artifact.close?.(state);
  }
}

/** @param {Score} score @param {Paint} paint */
export function scoreText({ name, killed, survived, unscored, control }, paint) {
  const scored = killed + survived.length;
  const mark = survived.length + control.length > 0 ? paint.red('✗') : paint.green('✓');
  return [
    `${mark} ${paint.bold(name)}: ${killed} of ${scored} killed`,
    ...control.map((key) => `    ${paint.red('unchanged, and yet:')} ${key}`),
    ...survived.map((text) => `    ${paint.red('survived:')} ${text}`),
    ...[...unscored].map(([reason, mutants]) =>
      paint.dim(`    ${mutants.length} with nothing to see (${examples(mutants)}): ${reason}`),
    ),
  ].join('\n');
}

/** @param {Mutant[]} mutants a few of them */
function examples(mutants) {
  return mutants.slice(0, 2).map(mutantText).join('; ') + (mutants.length > 2 ? '; …' : '');
}

/** @param {Mutant} mutant */
function mutantText({ fact, edit }) {
  return `${keyOf(fact)}, ${edit}`;
}

/** @param {Score[]} scores @param {Paint} paint */
export function totalText(scores, paint) {
  const sum = (/** @type {(score: Score) => number} */ count) =>
    scores.reduce((total, score) => total + count(score), 0);
  const killed = sum((score) => score.killed);
  const scored = killed + sum(({ survived }) => survived.length);
  const unscored = sum((score) => [...score.unscored.values()].flat().length);
  return paint.bold(
    `\n${killed} of ${scored} mutants killed; ${unscored} more with nothing to see.`,
  );
}
