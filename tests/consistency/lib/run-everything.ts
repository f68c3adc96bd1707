// Runs what `npm test` runs, in a copy, and reads what came of it.
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { developing } from './drill.ts';

export interface Outcome {
  /** The tasks that failed, such as `@connect-api/types#build`. */
  failed: string[];
  /** Where a task that runs tests failed: the tests, with the file of each. */
  tests: { package: string; file: string; name: string }[];
}

const tasks = [
  '//#biome',
  '//#knip',
  '//#test:scripts',
  'generate',
  'lint',
  'build',
  'typecheck',
  'test',
];

/** @param folder the copy */
export async function runEverything(folder: string): Promise<Outcome> {
  await run(folder, 'node_modules/turbo/bin/turbo', [
    ...['run', ...tasks, '--continue=always', '--output-logs=errors-only', '--summarize'],
  ]);
  const runs = path.join(folder, '.turbo/runs');
  const [file = ''] = (await readdir(runs)).filter((name) => name.endsWith('.json'));
  const summary = JSON.parse(await readFile(path.join(runs, file), 'utf8'));
  const failed = summary.tasks.filter(({ execution }: any) => execution?.exitCode !== 0);
  const reports = await Promise.all(
    failed
      .filter(({ task }: any) => task.startsWith('test'))
      .map(({ directory, package: name }: any) => failedTests(path.join(folder, directory), name)),
  );
  return { failed: failed.map(({ taskId }: any) => taskId), tests: reports.flat() };
}

/** What lint says of the contract of a copy, a line a problem. */
export async function runLint(folder: string): Promise<string[]> {
  const { output } = await run(folder, 'spec/scripts/lint.ts', []);
  return output
    .split('\n')
    .map((line) => line.replace(/^\S+: /, ''))
    .filter((line) => /\([\w/-]+\)$/.test(line));
}

async function failedTests(folder: string, name: string): Promise<Outcome['tests']> {
  const report = await readFile(path.join(folder, '.reports/vitest.json'), 'utf8').catch(() => '');
  if (!report) return [];
  return JSON.parse(report).testResults.flatMap(({ name: file, assertionResults }: any) =>
    assertionResults
      .filter(({ status }: any) => status === 'failed')
      .map(({ fullName }: any) => ({ package: name, file: path.basename(file), name: fullName })),
  );
}

async function run(folder: string, script: string, args: string[]) {
  const child = spawn(process.execPath, [path.join(folder, script), ...args], {
    cwd: folder,
    env: { ...developing(), NO_COLOR: '1', CONNECT_NODE: process.version },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { output };
}
