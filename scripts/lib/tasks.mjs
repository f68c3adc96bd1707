// Runs tasks and shows a person how they went.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cacheLine, countTasks, labelOf } from './report.mjs';
import { planTurbo, runTurbo } from './turbo.mjs';
import { packageFolders } from './workspace.mjs';

const reportFile = '.reports/vitest.json';

/**
 * Runs the tasks and shows one line for each that had to run, then the log of each that failed, then
 * their names.
 *
 * @returns {Promise<import('./report.mjs').Outcome>}
 */
export async function runTasks({ tasks, root, processes, env, say, paint }) {
  forgetReports(root);
  const onTask = showOnce({ say, paint });
  const generated = await generateFirst({ root, processes, env, onTask });
  const run = await runTurbo({ tasks, root, processes, env, onTask });
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
 * @returns {Promise<Set<string>>} the tasks that had to run; a failure comes back in the run proper
 */
async function generateFirst({ root, processes, env, onTask }) {
  const { summary } = await runTurbo({
    tasks: ['generate'],
    root,
    processes,
    env,
    onTask: (event) => event.failed || onTask(event),
  });
  const ran = (summary?.tasks ?? []).filter(({ cache }) => cache.status !== 'HIT');
  return new Set(ran.map(({ taskId }) => taskId));
}

/** One line for each task that had to run. */
function showOnce({ say, paint }) {
  const shown = new Set();
  return ({ task, cached, failed }) => {
    if (cached || (shown.has(task) && !failed)) return;
    shown.add(task);
    say(`  ${failed ? paint.red('✗') : paint.green('✓')} ${labelOf(task)}`);
  };
}

/** A report that this run did not write or take from the cache must not be read as its own. */
function forgetReports(root) {
  for (const folder of ['.', ...packageFolders(root)])
    rmSync(join(root, folder, reportFile), { force: true });
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function turboFailed({ exitCode, output }, { say, paint }) {
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

function turboFailure(exitCode) {
  return { task: '//#turbo', reason: `it ended with exit code ${exitCode}`, tests: [] };
}

function showLogs({ failures }, tasks, { root, say, paint }) {
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

function showFailures({ failures, notRun }, { root, say, paint }) {
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
export function showCache(outcome, { say }) {
  const line = cacheLine(outcome);
  if (line) say(line);
}
