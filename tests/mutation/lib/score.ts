// What a run says of a package, and the form in which the docs draw it.
import type { Sorted } from './listed.ts';

/** Of all mutants of a package, in percent. */
const leastScore = 90;

export interface Row extends Record<string, number> {
  'score, %': number;
  killed: number;
  'live, with a reason': number;
  'live, without one': number;
  'left out': number;
}

export interface Score {
  readonly name: string;
  readonly row: Row;
  /** What is wrong, in words; nothing when all is well. */
  readonly complaints: readonly string[];
}

export function scoreOf(name: string, killed: number, sorted: Sorted, leftOut = 0): Score {
  const { explained, unexplained, stale } = sorted;
  const all = killed + explained.length + unexplained.length;
  const score = all === 0 ? 0 : Math.floor((killed / all) * 1000) / 10;
  return {
    name,
    row: {
      'score, %': score,
      killed,
      'live, with a reason': explained.length,
      'live, without one': unexplained.length,
      'left out': leftOut,
    },
    complaints: [
      ...unexplained.map(
        ({ file, line, code, mutant }) =>
          `  lives: ${file}:${line}\n    - ${code}\n    + ${mutant}`,
      ),
      ...stale.map(
        ({ file, code }) =>
          `  listed in survivors/${name}.yaml, but no longer alive: ${file}: ${code}`,
      ),
      ...(score < leastScore
        ? [`  the score is ${score} %; at least ${leastScore} % is asked`]
        : []),
    ],
  };
}

/** A package that was not mutated this time keeps its last row. */
export function resultOf(
  scores: readonly Score[],
  before: Readonly<Record<string, Record<string, unknown>>> = {},
) {
  const table = {
    ...before,
    ...Object.fromEntries(scores.map(({ name, row }) => [name, row])),
  };
  return {
    title: 'Mutants of the packages’ code that their tests notice',
    chart: 'score, %',
    better: 'more' as const,
    settings: { packages: Object.keys(table).length },
    table,
    limits: Object.entries(table).map(([name, row]) => ({
      name,
      value: Number(row['score, %']),
      limit: `at least ${leastScore}`,
      met: Number(row['score, %']) >= leastScore,
    })),
  };
}
