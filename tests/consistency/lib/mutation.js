// Proof that the checks bite: artifacts with one fact changed, and whether a check names it.
import { editsOf } from './edits.js';
import { factsOf } from './facts.js';
import { keyOf } from './finding.js';
import { readDocument } from './reading.js';

/** @typedef {import('./facts.js').Fact} Fact */
/** @typedef {import('./contract.js').Contract} Contract */
/** @typedef {import('./artifact.js').Artifact<any>} Artifact */

/**
 * One artifact, made with one fact changed.
 *
 * @typedef {object} Mutant
 * @property {Artifact} artifact
 * @property {Fact} fact as the contract has it
 * @property {string} edit what was done to it
 * @property {any} document the bundle that was changed
 * @property {() => Promise<any>} make
 * @property {(() => Promise<boolean>)} [same] whether the generator makes the same as from the contract itself
 */

/**
 * What became of a mutant. `killed`: a check named the fact and its place. `survived`: none did.
 * `same`: the artifact cannot show it. `refused`: the generator makes nothing of such a contract.
 *
 * @typedef {object} Verdict
 * @property {'killed' | 'survived' | 'same' | 'refused'} outcome
 * @property {string} [reason]
 */

/**
 * Every mutant of an artifact. A fact that is written once and used in several places is changed once.
 *
 * @param {Artifact} artifact @param {any} document the bundle @param {Contract} contract
 * @returns {Mutant[]}
 */
export function mutantsOf(artifact, document, contract) {
  const written = new Map(factsOf(readDocument(document, '')).map((fact) => [keyOf(fact), fact]));
  /** @type {Map<string, Mutant>} */
  const mutants = new Map();
  for (const fact of contract.facts) {
    if (artifact.silent(fact, contract) !== undefined) continue;
    const own = /** @type {Fact} */ (written.get(keyOf(fact)));
    const edits = artifact.generated?.(fact) === false ? [] : editsOf(own);
    for (const { name, apply } of edits) {
      const key = `${fact.kind} ${own.place.pointer} ${name}`;
      if (mutants.has(key)) continue;
      const changed = () => {
        const copy = structuredClone(document);
        apply(copy);
        return copy;
      };
      mutants.set(key, {
        artifact,
        fact,
        edit: name,
        document,
        make: async () => artifact.generate(changed()),
        same: async () =>
          artifact.text !== undefined &&
          (await artifact.text(changed())) === (await artifact.text(document)),
      });
    }
    const tamper = artifact.tamper?.(fact, contract);
    if (tamper)
      mutants.set(`tampered ${keyOf(fact)}`, {
        artifact,
        fact,
        edit: tamper.name,
        document,
        make: async () => tamper.apply(await artifact.built()),
      });
  }
  return [...mutants.values()];
}

/**
 * @param {Mutant} mutant @param {Contract} contract
 * @returns {Promise<Verdict>}
 */
export async function tryMutant({ artifact, fact, edit, make, same }, contract) {
  let state;
  try {
    state = await make();
  } catch (error) {
    return {
      outcome: 'refused',
      reason: /** @type {Error} */ (error).message.split('\n')[0] ?? '',
    };
  }
  try {
    const findings = await artifact.check(state, [fact], contract);
    const named = findings.some(
      (finding) => finding.fact === fact && finding.where !== '' && fact.place.line,
    );
    if (named) return { outcome: 'killed' };
  } catch (error) {
    return { outcome: 'survived', reason: `its check broke: ${error}` };
  } finally {
    await artifact.close?.(state);
  }
  if (await same?.()) return { outcome: 'same', reason: 'its generator makes the same of it' };
  const reason = artifact.unseen?.(fact, contract, edit);
  return reason ? { outcome: 'same', reason } : { outcome: 'survived' };
}

/**
 * A part of the mutants that depends on nothing but the seed: of each kind of fact so many.
 *
 * @param {Mutant[]} mutants @param {{ seed: number, each: number }} options
 */
export function sampleOf(mutants, { seed, each }) {
  let state = seed;
  // Mulberry32: small, and the same everywhere.
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const chosen = new Set();
  for (const kind of new Set(mutants.map(({ fact }) => fact.kind))) {
    const own = mutants.filter(({ fact }) => fact.kind === kind);
    for (let count = 0; count < Math.min(each, own.length); count++)
      chosen.add(own.splice(Math.floor(random() * own.length), 1)[0]);
  }
  return mutants.filter((mutant) => chosen.has(mutant));
}
