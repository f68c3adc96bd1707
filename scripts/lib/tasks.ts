// Runs tasks and shows a person how they went.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Context } from './context.ts';
import { cacheLine, countTasks, labelOf, type Outcome } from './report.ts';
import { planTurbo, runTurbo, type TurboRun, type TurboTask } from './turbo.ts';
import { packageFolders } from './workspace.ts';

const reportFile = '.reports/vitest.json';

/**
 * Runs the tasks and shows the name of each that has to run as it starts, then the log of each that failed, then
 * their names.
 */
export async function runTasks({
  tasks,
  root,
  processes,
  env,
  say,
  paint,
}: Context & { tasks: string[] }): Promise<Outcome> {
  forgetReports(root);
  const onStart = showOnce(say);
  const generated = await generateFirst({ root, processes, env, onStart });
  const run = await runTurbo({ tasks, root, processes, env, onStart });
  if (!run.summary) return turboFailed(run, { say, paint });

  const planned = run.exitCode === 0 ? [] : await planTurbo({ tasks, root, processes, env });
  const outcome = countTasks({
    tasks: run.summary.tasks,
    planned,
    justRun: generated,
    reportOf: ({ directory }) => readIfThere(join(root, directory, reportFile)),
  });
  if (run.exitCode !== 0 && outcome.failed === 0) {
    outcome.failed = 1;
    outcome.failures = [turboFailure(run.exitCode)];
  }
  showLogs(outcome, run.summary.tasks, { root, say, paint });
  showFailures(outcome, { root, say, paint });
  return outcome;
}

/**
 * Generated files are committed, so turbo takes them for inputs, and it reads all inputs before it
 * runs the first task. Generated in the same run, they would make the next run look changed.
 *
 * @returns the tasks that had to run; a failure comes back in the run proper
 */
async function generateFirst(
  run: Pick<Context, 'root' | 'processes' | 'env'> & { onStart: (task: string) => void },
): Promise<Set<string>> {
  const { summary } = await runTurbo({ ...run, tasks: ['generate'] });
  const ran = (summary?.tasks ?? []).filter(({ cache }) => cache.status !== 'HIT');
  return new Set(ran.map(({ taskId }) => taskId));
}

/** One line for each task, also where it has to run twice because it failed. */
function showOnce(say: Context['say']) {
  const shown = new Set<string>();
  return (task: string) => {
    if (!shown.has(task)) say(`  ${labelOf(task)}`);
    shown.add(task);
  };
}

/** A report that this run did not write or take from the cache must not be read as its own. */
function forgetReports(root: string) {
  for (const folder of ['.', ...packageFolders(root)])
    rmSync(join(root, folder, reportFile), { force: true });
}

function readIfThere(file: string) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function turboFailed(
  { exitCode, output }: TurboRun,
  { say, paint }: Pick<Context, 'say' | 'paint'>,
): Outcome {
  say(paint.red('turbo could not run the tasks:'));
  for (const line of output) say(`  ${paint.foreign(line)}`);
  const failures = [turboFailure(exitCode)];
  return {
    passed: 0,
    failed: 1,
    skipped: 0,
    notChecked: [],
    failures,
    notRun: [],
    cached: 0,
    total: 0,
  };
}

function turboFailure(exitCode: number) {
  return { task: '//#turbo', reason: `it ended with exit code ${exitCode}`, tests: [] };
}

function showLogs(
  { failures }: Outcome,
  tasks: TurboTask[],
  { root, say, paint }: Pick<Context, 'root' | 'say' | 'paint'>,
) {
  for (const { task } of failures) {
    const logFile = tasks.find(({ taskId }) => taskId === task)?.logFile;
    const log = logFile && readIfThere(join(root, logFile));
    if (!log) continue;
    say(
      `\n${paint.bold(`── ${labelOf(task)} ${'─'.repeat(Math.max(0, 70 - labelOf(task).length))}`)}`,
    );
    say(paint.foreign(log).trim());
  }
}

function showFailures(
  { failures, notRun }: Outcome,
  { root, say, paint }: Pick<Context, 'root' | 'say' | 'paint'>,
) {
  if (failures.length > 0) say(`\n${paint.red(paint.bold('Failed'))}`);
  for (const { task, reason, tests } of failures) {
    say(`  ${paint.red('✗')} ${labelOf(task)}${reason ? `: ${reason}` : ''}`);
    for (const { name, file } of tests) say(`      ${name}  ${paint.dim(relative(root, file))}`);
  }
  if (notRun.length > 0) {
    say(`  Not run, since they need what failed: ${notRun.map(labelOf).join(', ')}`);
  }
}

/** Says how much of a run came from the cache, if any of it did. */
export function showCache(outcome: Outcome, { say }: Pick<Context, 'say'>) {
  const line = cacheLine(outcome);
  if (line) say(line);
}
