// Counts what a run found, from turbo's summary and the reports of the test runners.
import type { TurboTask } from './turbo.ts';

export interface Failure {
  task: string;
  /** Where the report names no test */
  reason?: string | undefined;
  tests: FailedTest[];
}

export interface FailedTest {
  name: string;
  file: string;
}

export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** Skipped tests whose names say `(not checked: …)`: this machine cannot run them */
  notChecked: { task: string; reason: string; count: number }[];
  failures: Failure[];
  /** Tasks that had to wait for one that failed */
  notRun: string[];
  /** Tasks answered from the cache */
  cached: number;
  /** Tasks that ran or were answered from the cache */
  total: number;
}

/**
 * A test task counts as the tests in its report; any other task counts as one check.
 *
 * @param run.tasks of turbo's summary
 * @param run.planned ids of the tasks that should have run
 * @param run.reportOf the text of a test task's report
 * @param run.justRun tasks that are in the cache only since a moment ago
 */
export function countTasks({
  tasks,
  planned,
  reportOf,
  justRun = new Set(),
}: {
  tasks: TurboTask[];
  planned: string[];
  reportOf: (task: TurboTask) => string | undefined;
  justRun?: Set<string>;
}): Outcome {
  const ran = new Set(tasks.map(({ taskId }) => taskId));
  const notRun = planned.filter((taskId) => !ran.has(taskId));
  const counts = tasks.map((task) =>
    isTest(task) ? countTests(task, reportOf(task)) : countCheck(task),
  );
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    counts.reduce((total, count) => total + count[key], 0);
  const failures = counts.flatMap(({ failure }) => (failure ? [failure] : []));
  const outcome = {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped') + notRun.length,
    notChecked: counts.flatMap(({ notChecked = [] }) => notChecked),
    failures,
    notRun,
    cached: tasks.filter(({ taskId, cache }) => cache.status === 'HIT' && !justRun.has(taskId))
      .length,
    total: tasks.length,
  };
  return notRun.length > 0 && outcome.failed === 0 ? failNotRun(outcome) : outcome;
}

/** Tasks may wait in vain for one that failed. When none failed, something else is wrong. */
function failNotRun(outcome: Outcome): Outcome {
  const failures = outcome.notRun.map((task) => ({
    task,
    reason: 'turbo did not run it',
    tests: [],
  }));
  return {
    ...outcome,
    failed: failures.length,
    skipped: outcome.skipped - failures.length,
    failures,
    notRun: [],
  };
}

/** `test`, and tasks of several kinds of tests such as `test:scripts`. */
function isTest({ task }: TurboTask) {
  return task === 'test' || task.startsWith('test:');
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
  failure?: Failure;
  notChecked?: Outcome['notChecked'];
}

function countCheck({ taskId, execution }: TurboTask): Count {
  const exitCode = execution?.exitCode;
  if (exitCode === 0) return { passed: 1, failed: 0, skipped: 0 };
  return {
    passed: 0,
    failed: 1,
    skipped: 0,
    failure: { task: taskId, reason: ending(exitCode), tests: [] },
  };
}

function countTests({ taskId, execution }: TurboTask, text: string | undefined): Count {
  const exitCode = execution?.exitCode;
  const report = readReport(text);
  const failed = (reason: string | undefined, tests: FailedTest[] = []) => ({
    passed: report.passed,
    failed: Math.max(1, tests.length),
    skipped: report.skipped.length,
    failure: { task: taskId, reason, tests },
  });
  if (report.problem)
    return failed(exitCode === 0 ? report.problem : `${report.problem}; ${ending(exitCode)}`);
  if (report.failed.length > 0) return failed(undefined, report.failed);
  if (report.passed + report.skipped.length === 0) return failed('its report holds no test');
  if (exitCode !== 0) return failed(`no test failed, but ${ending(exitCode)}`);
  return {
    passed: report.passed,
    failed: 0,
    skipped: report.skipped.length,
    notChecked: reasonsOf(report.skipped).map(([reason, count]) => ({
      task: taskId,
      reason,
      count,
    })),
  };
}

/** @returns each reason, and how many names give it */
function reasonsOf(names: string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const reason = /\(not checked: ([^)]+)\)/.exec(name)?.[1];
    if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts];
}

const ending = (exitCode: number | undefined) =>
  exitCode === undefined ? 'it did not end' : `it ended with exit code ${exitCode}`;

/** What is read of a file in a report. */
interface TestFile {
  name: string;
  status: string;
  assertionResults?: { status: string; ancestorTitles?: string[]; title: string }[];
}

interface TestReport {
  /** Why there is nothing to count. */
  problem?: string;
  passed: number;
  /** The names of tests. */
  skipped: string[];
  failed: FailedTest[];
}

/** A report of vitest's JSON reporter. */
function readReport(text: string | undefined): TestReport {
  const report: TestReport = { passed: 0, skipped: [], failed: [] };
  if (text === undefined) return { ...report, problem: 'it left no report' };
  const files: TestFile[] | undefined = parse(text)?.testResults;
  if (!Array.isArray(files)) return { ...report, problem: 'its report cannot be read' };
  for (const { name: file, status, assertionResults = [] } of files) {
    for (const { status: result, ancestorTitles = [], title } of assertionResults) {
      if (result === 'passed') report.passed += 1;
      else if (result === 'failed')
        report.failed.push({ name: [...ancestorTitles, title].join(' > '), file });
      else report.skipped.push([...ancestorTitles, title].join(' > '));
    }
    // A file that fails before its first test, for example on an import, names no test.
    const namesOne = assertionResults.some(({ status: result }) => result === 'failed');
    if (status === 'failed' && !namesOne)
      report.failed.push({ name: 'the file could not be run', file });
  }
  return report;
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The last line of a run, for people and for programs. */
export function totalLine({
  passed,
  failed,
  skipped,
}: Pick<Outcome, 'passed' | 'failed' | 'skipped'>) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** One for each reason, so that nobody takes for passed what could not be checked. */
export function notCheckedLines({ notChecked }: Pick<Outcome, 'notChecked'>) {
  return notChecked.map(
    ({ task, reason, count }) =>
      `NOT CHECKED: ${count} ${count === 1 ? 'test' : 'tests'} of ${labelOf(task)}: ${reason}`,
  );
}

export function cacheLine({ cached, total }: Pick<Outcome, 'cached' | 'total'>) {
  if (cached === 0) return undefined;
  return `${cached} of ${total} tasks from the cache: nothing they read has changed since they last passed.`;
}

/** `@connect-api/client#test` as `client: test`; a task of the root by its own name. */
export function labelOf(taskId: string) {
  const [owner = '', task = ''] = taskId.split('#');
  return owner === '//' ? task : `${owner.replace(/^@[^/]+\//, '')}: ${task}`;
}
