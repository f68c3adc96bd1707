// Mutates the hand-written code of the packages, by StrykerJS or as by-hand/*.yaml says, prints the score of each and every mutant that lives
// without a reason, and keeps the scores for the docs.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { keepLatest } from '@connect-api/bench/results';
import { flags } from '../../../scripts/lib/flags.ts';
import { readHandMade } from '../lib/by-hand.ts';
import { readListed, sortSurvivors } from '../lib/listed.ts';
import { mutatePackage } from '../lib/mutate-package.ts';
import { packages } from '../lib/packages.ts';
import type { Survivor } from '../lib/report.ts';
import { resultOf, type Score, scoreOf } from '../lib/score.ts';
import { tryByHand } from '../lib/try-by-hand.ts';

const byHand = readdirSync(new URL('../by-hand', import.meta.url)).map((file) =>
  basename(file, '.yaml'),
);
const names = [...packages.map(({ name }) => name), ...byHand];
const usage = `Usage: npm run mutate:code -- [options] [${names.join(' | ')}] …

  --afresh         every mutant again, not only those that a change can have touched
  --file PATTERN   of a package only this file, as src/retry.ts or src/errors/*; may be repeated.
                   Its score is printed and not kept
  --test PATTERN   only with these test files, as test/retry.test.ts; may be repeated. What lives is
                   tried again by a run with more of them
  --concurrency N  test runners side by side, 2 unless told
  --help           print this`;

const { values, positionals } = parseArgs(flags['mutate:code']);
const concurrency = Number(values.concurrency);
const unknown = positionals.filter((name) => !names.includes(name));

if (values.help) {
  console.log(usage);
} else if (unknown.length > 0) {
  refuse(`There is no package ${unknown.join(', ')} to mutate.`);
} else if (!(Number.isInteger(concurrency) && concurrency > 0)) {
  refuse(`--concurrency takes a whole number from 1 on, not "${values.concurrency}".`);
} else {
  await mutate(names.filter((name) => positionals.length === 0 || positionals.includes(name)));
}

function refuse(reason: string): void {
  console.error(`${reason}\n${usage}`);
  process.exitCode = 2;
}

async function mutate(chosen: readonly string[]): Promise<void> {
  const scores: Score[] = [];
  for (const name of chosen) {
    const score = byHand.includes(name) ? scoreByHand(name) : await scoreOfPackage(name);
    scores.push(score);
    print(score);
  }
  console.table(Object.fromEntries(scores.map(({ name, row }) => [name, row])));
  if (!values.file && !values.test)
    await keepLatest('mutation', (before) => resultOf(scores, before));
  if (scores.some(({ complaints }) => complaints.length > 0)) process.exitCode = 1;
}

async function scoreOfPackage(name: string): Promise<Score> {
  const { afresh, file: files = [], test: tests = [] } = values;
  const mutated = packages.find((each) => each.name === name);
  if (!mutated) throw new Error(`no package ${name}`);
  const tried = await mutatePackage(mutated, { concurrency, afresh, files, tests });
  const { killed, leftOut, survivors } = tried;
  const listed = readListed(new URL(`../survivors/${name}.yaml`, import.meta.url)).filter(
    // Of files that were not tried nothing is known.
    ({ file }) => files.length === 0 || tried.files.includes(file),
  );
  return scoreOf(name, killed, sortSurvivors(survivors, listed), leftOut);
}

function scoreByHand(name: string): Score {
  const handMade = readHandMade(new URL(`../by-hand/${name}.yaml`, import.meta.url));
  const live = tryByHand(handMade, ({ suffers }, killed) =>
    console.log(`${killed ? 'killed' : 'LIVES '} ${suffers}`),
  );
  const unexplained = live.map(
    ({ file, from, to }): Survivor => ({ file, line: 0, code: from, mutant: to }),
  );
  const killed = handMade.mutants.length - live.length;
  return scoreOf(name, killed, { unexplained, explained: [], stale: [] });
}

function print({ name, complaints }: Score): void {
  console.log(`\n${name}${complaints.length === 0 ? ': nothing lives without a reason' : ''}`);
  for (const complaint of complaints) console.log(complaint);
}
