// Every artifact against every kind of fact.
import type { Artifact } from './artifact.ts';
import { type Fact, type Kind, kinds } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Contract } from './written-contract.ts';

/** One artifact held against the contract. */
export interface Column {
  name: string;
  /** in the order of the kinds */
  cells: Cell[];
  /** what is wrong with the digest, and what to do */
  stale?: string;
}

export interface Cell {
  kind: Kind;
  /** how many facts */
  checked: number;
  findings: Finding[];
  /** why other facts of the kind are not checked */
  reasons: string[];
}

/** @param digest of the contract */
export async function checkArtifact(
  artifact: Artifact,
  contract: Contract,
  digest: string,
): Promise<Column> {
  const state = await artifact.built().catch((error: Error) => {
    throw new Error(`${artifact.name} cannot be read: ${error.message}\n${rebuild(artifact)}`);
  });
  try {
    const spoken = contract.facts.filter((fact) => artifact.silent(fact, contract) === undefined);
    const findings = await artifact.check(state, onceEach(spoken), contract);
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

/** What an operation says itself, even where it does so by a reference. */
const ownKinds: Kind[] = ['operation', 'parameter', 'status', 'security'];

/** Of what is written once and referred to by many the first: else time would grow with the references. */
function onceEach(facts: Fact[]): Fact[] {
  const own = facts.filter(({ kind }) => ownKinds.includes(kind));
  const others = facts
    .filter(({ kind }) => !ownKinds.includes(kind))
    .map((fact) => [`${fact.kind} ${fact.place.file} ${fact.place.pointer}`, fact] as const);
  return [...own, ...new Map(others.toReversed()).values()];
}

function cellOf(kind: Kind, artifact: Artifact, contract: Contract, findings: Finding[]): Cell {
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
 * @param digest of the contract
 */
export function staleness(
  artifact: Pick<Artifact, 'name' | 'package'>,
  carried: string | undefined,
  digest: string,
) {
  if (carried === digest) return undefined;
  const short = (text: string) => `${text.slice(0, 12)}…`;
  const what =
    carried === undefined
      ? 'carries no digest'
      : `was made from the contract ${short(carried)}, not from ${short(digest)}`;
  return `${artifact.name} ${what}. ${rebuild(artifact)}`;
}

function rebuild(artifact: Pick<Artifact, 'package'>) {
  return `Rebuild it: npx pnpm --filter ${artifact.package}... build`;
}
