// survivors/*.yaml: mutants that live for a reason, each with it.
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Survivor } from './report.ts';

export interface Listed {
  readonly file: string;
  readonly code: string;
  readonly mutant: string;
  /** Why nobody can see a difference, or why no test of this package should. */
  readonly reason: string;
}

export interface Sorted {
  /** Live without a reason. */
  readonly unexplained: readonly Survivor[];
  readonly explained: readonly Survivor[];
  /** Listed, but killed by now, or gone with the code. */
  readonly stale: readonly Listed[];
}

export function readListed(file: string | URL): Listed[] {
  if (!existsSync(file)) return [];
  const listed = parse(readFileSync(file, 'utf8')) as Listed[] | null;
  return listed ?? [];
}

export function sortSurvivors(survivors: readonly Survivor[], listed: readonly Listed[]): Sorted {
  const reasons = new Map(listed.map((each) => [keyOf(each), each]));
  const isListed = (survivor: Survivor) => reasons.has(keyOf(survivor));
  const alive = new Set(survivors.map(keyOf));
  return {
    unexplained: survivors.filter((survivor) => !isListed(survivor)),
    explained: survivors.filter(isListed),
    stale: listed.filter((each) => !alive.has(keyOf(each))),
  };
}

function keyOf({ file, code, mutant }: Pick<Survivor, 'file' | 'code' | 'mutant'>): string {
  return [file, code, mutant].join('\n');
}
