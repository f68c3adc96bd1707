// by-hand/*.yaml: mutants of code that StrykerJS cannot read, such as the Lua inside the Redis scripts.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface HandMade {
  /** A folder below `packages/`. */
  readonly package: string;
  /** Test files of the package that have to notice. */
  readonly tests: readonly string[];
  /** Only tests with such names, a regular expression. */
  readonly only: string;
  readonly mutants: readonly HandMadeMutant[];
}

export interface HandMadeMutant {
  /** In the package. */
  readonly file: string;
  /** Stands once in the file. */
  readonly from: string;
  readonly to: string;
  /** What somebody would suffer from it. */
  readonly suffers: string;
}

export function readHandMade(file: string | URL): HandMade {
  return parse(readFileSync(file, 'utf8')) as HandMade;
}

/** @throws when the code no longer is what the mutant was made from */
export function applied({ file, from, to }: HandMadeMutant, code: string): string {
  const count = code.split(from).length - 1;
  if (count === 1) return code.replace(from, () => to);
  throw new Error(`by-hand: this stands ${count} times in ${file}, not once:\n${from}`);
}
