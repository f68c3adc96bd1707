// Whether an API may have this: lays operations over a copy of the repository, makes every artifact there,
// holds each against the contract, and prints what works and what is refused.
//
//   npm run drill                          every feature under spec/features, in one copy
//   npm run drill -- --each                each in a copy of its own
//   npm run drill -- read-one ../my/case   features by name, and folders to lay over spec/, each in its own
//   npm run drill -- --operations 120      that many operations, in one copy
//
// --tests runs everything that `npm test` runs, too; --keep leaves the copies; --write puts the table into
// spec/FEATURES.md.
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  addFeature,
  addFolder,
  type Feature,
  idsInFolder,
  idsOf,
  manyFeatures,
  NotLaid,
  readFeatures,
} from '@connect-api/spec/features';
import { flags } from '../../../scripts/lib/flags.ts';
import { repository } from '../lib/bundle.ts';
import { addChangeset, copyRepository } from '../lib/drill.ts';
import { type Row, rowOf, type Tried, tableOf, unexplained } from '../lib/feature-table.ts';
import { runArtifacts, runEverything, runLint } from '../lib/run-in-copy.ts';
import type { Wrong } from '../lib/wrong.ts';

const { values, positionals } = parseArgs(flags.drill);

/** What is laid over a copy. */
interface Case {
  name: string;
  refused?: string;
  operationIds: string[];
  /** @returns the files, relative to the folder of the contract */
  lay: (spec: string) => Promise<string[]>;
}

const features = await readFeatures();
try {
  process.exitCode = await drill();
} catch (error) {
  if (!(error instanceof NotLaid)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** @returns the exit code */
async function drill(): Promise<number> {
  if (values.write && (positionals.length > 0 || values.operations !== undefined))
    throw new NotLaid('--write puts the table of all features into spec/FEATURES.md: name none.');
  const cases: Case[] =
    values.operations !== undefined
      ? [many(Number(values.operations))]
      : positionals.length > 0
        ? await Promise.all(positionals.map(caseOf))
        : features.map(caseOfFeature);

  const rows: Row[] = [];
  const refused = cases.filter((each) => each.refused !== undefined);
  for (const each of refused) rows.push(await inCopy([each], (folder) => lintRow(each, folder)));
  const others = cases.filter((each) => each.refused === undefined);
  const isApart = values.each || positionals.length > 0;
  const groups = isApart ? others.map((each) => [each]) : [others];
  let isUnexplained = false;
  for (const group of groups.filter(({ length }) => length > 0)) {
    console.log(`${group.map(({ name }) => name).join(', ')}: everything is made.`);
    const [tried, wrongs] = await inCopy(group, judged);
    rows.push(...tried.map((each) => rowOf(each, wrongs, tried.length === 1)));
    for (const { artifact, what } of unexplained(tried, wrongs)) {
      isUnexplained = true;
      console.log(`${artifact}: ${what}`);
    }
  }

  const order = cases.map(({ name }) => name);
  rows.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  const table = tableOf(rows);
  console.log(`\n${table}`);
  if (isUnexplained) {
    // What came after it was not tried.
    console.log('The table says nothing of what is told above it.');
    return 1;
  }
  if (values.write) await writeFile(path.join(repository, 'spec/FEATURES.md'), table);
  return rows.every(({ isAsWanted }) => isAsWanted) ? 0 : 1;
}

/** Runs something in a copy that these cases are laid over. */
async function inCopy<Result>(
  group: Case[],
  run: (folder: string, tried: Tried[]) => Promise<Result>,
) {
  // Beside the repository: Astro loads the styles of a linked package only where its path and the site's
  // begin with the same folder, which they need not in the system's folder for such things.
  const copy = await copyRepository(path.dirname(repository));
  try {
    const tried: Tried[] = [];
    for (const { name, operationIds, lay } of group) {
      const files = await lay(path.join(copy.folder, 'spec'));
      tried.push({ name, operationIds, files: files.map((file) => `spec/${file}`) });
    }
    await addChangeset(copy.folder, group.map(({ name }) => name).join(', '));
    return await run(copy.folder, tried);
  } finally {
    if (values.keep) console.log(`The copy is ${copy.folder}`);
    else await copy.remove();
  }
}

async function judged(folder: string, tried: Tried[]): Promise<[Tried[], Wrong[]]> {
  const wrongs = await runArtifacts(
    folder,
    tried.flatMap(({ operationIds }) => operationIds),
  );
  return [tried, values.tests ? [...wrongs, ...(await runEverything(folder))] : wrongs];
}

async function lintRow(each: Case, folder: string): Promise<Row> {
  const messages = await runLint(folder);
  const message = messages.find((line) => line.includes(each.refused ?? ''));
  return {
    name: each.name,
    cells: { 'contract lint': message ? `refused: ${message}` : 'not refused' },
    isAsWanted: message !== undefined,
  };
}

async function caseOf(name: string): Promise<Case> {
  const feature = features.find((each) => each.name === name);
  if (feature) return caseOfFeature(feature);
  // npm runs this in the folder of the package.
  const folder = path.resolve(process.env['INIT_CWD'] ?? '.', name);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    const names = features.map((each) => each.name).join(', ');
    throw new NotLaid(`${name} is no folder, and no feature. The features are ${names}.`);
  }
  return {
    name: path.basename(folder),
    operationIds: await idsInFolder(folder),
    lay: (spec) => addFolder(spec, folder),
  };
}

function caseOfFeature(feature: Feature): Case {
  return {
    name: feature.feature,
    ...(feature.refused !== undefined && { refused: feature.refused }),
    operationIds: idsOf(feature),
    lay: (spec) => addFeature(spec, feature),
  };
}

/** @throws {NotLaid} where it is no number of operations */
function many(count: number): Case {
  if (!Number.isInteger(count) || count < 1)
    throw new NotLaid('--operations takes a whole number from 1 on.');
  const all = manyFeatures(features, count);
  return {
    name: `${count} operations`,
    operationIds: all.flatMap(idsOf),
    lay: async (spec) => {
      const files = [];
      for (const feature of all) files.push(...(await addFeature(spec, feature)));
      return files;
    },
  };
}
