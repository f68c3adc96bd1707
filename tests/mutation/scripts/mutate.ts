// Mutates the hand-written code of the packages, prints the score of each and every mutant that lives
// without a reason, and keeps the scores for the docs.
import { parseArgs } from 'node:util';
import { keepLatest } from '@connect-api/bench/results';
import { readListed, sortSurvivors } from '../lib/listed.ts';
import { mutatePackage } from '../lib/mutate-package.ts';
import { packages } from '../lib/packages.ts';
import { resultOf, type Score, scoreOf } from '../lib/score.ts';

const names = packages.map(({ name }) => name);
const usage = `Usage: npm run mutate:code -- [options] [${names.join(' | ')}] …

  --afresh         every mutant again, not only those that a change can have touched
  --concurrency N  test runners side by side, 2 unless told
  --help           print this`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    afresh: { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});
const concurrency = Number(values.concurrency);
const unknown = positionals.filter((name) => !names.includes(name));

if (values.help) {
  console.log(usage);
} else if (unknown.length > 0) {
  refuse(`There is no package ${unknown.join(', ')} to mutate.`);
} else if (!(Number.isInteger(concurrency) && concurrency > 0)) {
  refuse(`--concurrency takes a whole number from 1 on, not "${values.concurrency}".`);
} else {
  await mutate(
    packages.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
  );
}

function refuse(reason: string): void {
  console.error(`${reason}\n${usage}`);
  process.exitCode = 2;
}

async function mutate(chosen: typeof packages): Promise<void> {
  const scores: Score[] = [];
  for (const each of chosen) {
    const { killed, survivors } = await mutatePackage(each, { concurrency, afresh: values.afresh });
    const listed = readListed(new URL(`../survivors/${each.name}.yaml`, import.meta.url));
    const score = scoreOf(each.name, killed, sortSurvivors(survivors, listed));
    scores.push(score);
    print(score);
  }
  console.table(Object.fromEntries(scores.map(({ name, row }) => [name, row])));
  await keepLatest('mutation', (before) => resultOf(scores, before));
  if (scores.some(({ complaints }) => complaints.length > 0)) process.exitCode = 1;
}

function print({ name, complaints }: Score): void {
  console.log(`\n${name}${complaints.length === 0 ? ': nothing lives without a reason' : ''}`);
  for (const complaint of complaints) console.log(complaint);
}
