// Proof that the checks bite: artifacts with one fact changed, and whether a check names it.

import { readDocument } from '@connect-api/probes';
import type { OpenApiDocument } from '@connect-api/spec';
import type { Artifact } from './artifact.ts';
import { editsOf } from './edits.ts';
import { type Fact, factsOf } from './facts.ts';
import { keyOf } from './finding.ts';
import type { Contract } from './written-contract.ts';

/** One artifact, made with one fact changed. */
export interface Mutant {
  artifact: Artifact;
  /** as the contract has it */
  fact: Fact;
  /** what was done to it */
  edit: string;
  /** the bundle that was changed */
  document: OpenApiDocument;
  make: () => Promise<unknown>;
  /** whether the generator makes the same as from the contract itself */
  same?: () => Promise<boolean>;
}

/**
 * What became of a mutant. `killed`: a check named the fact and its place. `survived`: none did.
 * `same`: the artifact cannot show it. `refused`: the generator makes nothing of such a contract.
 */
export interface Verdict {
  outcome: 'killed' | 'survived' | 'same' | 'refused';
  reason?: string;
}

/**
 * Every mutant of an artifact. A fact that is written once and used in several places is changed once.
 *
 * @param document the bundle
 */
export function mutantsOf(
  artifact: Artifact,
  document: OpenApiDocument,
  contract: Contract,
): Mutant[] {
  const written = new Map(factsOf(readDocument(document, '')).map((fact) => [keyOf(fact), fact]));
  const mutants: Map<string, Mutant> = new Map();
  for (const fact of contract.facts) {
    if (artifact.silent(fact, contract) !== undefined) continue;
    const own = written.get(keyOf(fact)) as Fact;
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

export async function tryMutant(
  { artifact, fact, edit, make, same }: Mutant,
  contract: Contract,
): Promise<Verdict> {
  let state: unknown;
  try {
    state = await make();
  } catch (error) {
    return {
      outcome: 'refused',
      reason: (error as Error).message.split('\n')[0] ?? '',
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

/** A part of the mutants that depends on nothing but the seed: of each kind of fact so many. */
export function sampleOf(mutants: Mutant[], { seed, each }: { seed: number; each: number }) {
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
