// Runs what a copy of the repository has to pass, and reads what came of it.
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { developing } from './drill.ts';
import type { Wrong } from './wrong.ts';

const packages = [
  'spec',
  'types',
  'client',
  'validators',
  'mock',
  'sandbox',
  'conformance',
  'docs',
];

/** What turbo says of a run. */
interface Summary {
  tasks: {
    taskId: string;
    directory: string;
    package: string;
    execution?: { exitCode: number };
  }[];
}

/** What Vitest says of one. */
interface Report {
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** Makes every artifact in a copy, and judges each. */
export async function runArtifacts(folder: string, operationIds: string[]): Promise<Wrong[]> {
  const failed = await runTasks(folder, [
    ...['lint', 'generate', 'build', 'typecheck'],
    ...packages.map((name) => `--filter=@connect-api/${name}`),
  ]);
  if (failed.some(({ what }) => /#(generate|build)/.test(what))) return failed;
  const result = path.join(folder, '.turbo/judged.json');
  const { output } = await run(folder, 'tests/consistency/scripts/judge.ts', [
    result,
    operationIds.join(),
  ]);
  const judged = await readFile(result, 'utf8').catch(() => {
    throw new Error(`The artifacts could not be judged:\n${output}`);
  });
  return [...failed, ...JSON.parse(judged)];
}

/** Runs what `npm test` runs. */
export function runEverything(folder: string): Promise<Wrong[]> {
  return runTasks(folder, [
    ...['//#biome', '//#knip', '//#test:scripts', 'generate', 'lint', 'build', 'typecheck', 'test'],
  ]);
}

/** @returns the tasks that failed, and the tests where they have some */
async function runTasks(folder: string, tasks: string[]): Promise<Wrong[]> {
  await run(folder, 'node_modules/turbo/bin/turbo', [
    ...['run', ...tasks, '--continue=always', '--output-logs=errors-only', '--summarize=true'],
  ]);
  const runs = path.join(folder, '.turbo/runs');
  const files = (await readdir(runs)).filter((name) => name.endsWith('.json')).sort();
  const summary: Summary = JSON.parse(await readFile(path.join(runs, files.at(-1) ?? ''), 'utf8'));
  const failed = summary.tasks.filter(({ execution }) => execution?.exitCode !== 0);
  const wrongs = await Promise.all(
    failed.map(async ({ taskId, directory, package: name }): Promise<Wrong[]> => {
      const artifact = name.replace('@connect-api/', '');
      const place = path.join(folder, directory);
      const tests = taskId.includes('#test') ? await failedTests(place) : [];
      if (tests.length === 0) {
        const said = await lastWords(place, taskId.replace(/^.*#/, ''));
        return [{ artifact, what: [`${taskId} failed`, ...said].join('\n') }];
      }
      return tests.map((what) => ({ artifact, what }));
    }),
  );
  return wrongs.flat();
}

/** What lint says of the contract of a copy, a line a problem. */
export async function runLint(folder: string): Promise<string[]> {
  const { output } = await run(folder, 'spec/scripts/lint.ts', []);
  return output
    .split('\n')
    .map((line) => line.replace(/^\S+: /, ''))
    .filter((line) => /\([\w/-]+\)$/.test(line));
}

/** The end of what a task has said. */
async function lastWords(folder: string, task: string): Promise<string[]> {
  const log = path.join(folder, '.turbo', `turbo-${task.replaceAll(':', '$colon$')}.log`);
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  return lines.slice(-20).map((line) => `  ${line}`);
}

async function failedTests(folder: string): Promise<string[]> {
  const report = await readFile(path.join(folder, '.reports/vitest.json'), 'utf8').catch(() => '');
  if (!report) return [];
  const { testResults }: Report = JSON.parse(report);
  return testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${path.basename(file)}: ${fullName}`),
  );
}

async function run(folder: string, script: string, args: string[]) {
  const child = spawn(process.execPath, [path.join(folder, script), ...args], {
    cwd: folder,
    env: { ...developing(), NO_COLOR: '1', CONNECT_NODE: process.version },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { output: output + errors };
}
