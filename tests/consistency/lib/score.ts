// How many of an artifact's mutants the checks noticed, as numbers and as text.
import type { Artifact } from './artifact.ts';
import { keyOf } from './finding.ts';
import { type Mutant, tryMutant } from './mutation.ts';
import type { Paint } from './print.ts';
import type { Contract } from './written-contract.ts';

export interface Score {
  /** of the artifact */
  name: string;
  killed: number;
  /** what no check named */
  survived: string[];
  /** by the reason why nothing can be seen of them */
  unscored: Map<string, Mutant[]>;
  /** what the checks say of the artifact made from the contract as it is: nothing */
  control: string[];
}

export async function scoreOf(
  artifact: Artifact,
  mutants: Mutant[],
  contract: Contract,
): Promise<Score> {
  const score: Score = {
    name: artifact.name,
    killed: 0,
    survived: [],
    unscored: new Map(),
    control: [],
  };
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

/** The same checks of the artifact without a mutation. */
async function controlOf(artifact: Artifact, mutants: Mutant[], contract: Contract) {
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

export function scoreText({ name, killed, survived, unscored, control }: Score, paint: Paint) {
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

/** @param mutants a few of them */
function examples(mutants: Mutant[]) {
  return mutants.slice(0, 2).map(mutantText).join('; ') + (mutants.length > 2 ? '; …' : '');
}

function mutantText({ fact, edit }: Mutant) {
  return `${keyOf(fact)}, ${edit}`;
}

export function totalText(scores: Score[], paint: Paint) {
  const sum = (count: (score: Score) => number) =>
    scores.reduce((total, score) => total + count(score), 0);
  const killed = sum((score) => score.killed);
  const scored = killed + sum(({ survived }) => survived.length);
  const unscored = sum((score) => [...score.unscored.values()].flat().length);
  return paint.bold(
    `\n${killed} of ${scored} mutants killed; ${unscored} more with nothing to see.`,
  );
}
