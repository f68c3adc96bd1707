import { describe, expect, test } from 'vitest';
import { cacheLine, countTasks, labelOf, notCheckedLines, totalLine } from '../lib/report.ts';
import type { TurboTask } from '../lib/turbo.ts';

const passing = { title: 'adds', status: 'passed' };
const failing = { ancestorTitles: ['client'], title: 'retries', status: 'failed' };
const file = (assertionResults: object[], status = 'passed') => ({
  name: '/repo/a.test.ts',
  status,
  assertionResults,
});
const report = (...testResults: object[]) => JSON.stringify({ testResults });
const task = (taskId: string, { exitCode = 0, status = 'MISS' } = {}): TurboTask => ({
  taskId,
  task: taskId.split('#')[1] ?? '',
  command: 'true',
  directory: 'a',
  logFile: 'a/turbo.log',
  cache: { status },
  execution: { exitCode },
});

describe('counting', () => {
  test('takes the tests of a test task from its report', () => {
    const text = report(file([passing, passing, { title: 'later', status: 'todo' }]));
    expect(countTest(text)).toMatchObject({ passed: 2, failed: 0, skipped: 1, failures: [] });
  });

  test('counts any other task as one check', () => {
    expect(count([task('//#biome'), task('a#build')])).toMatchObject({ passed: 2, failed: 0 });
    expect(count([task('//#biome', { exitCode: 1 })])).toMatchObject({
      passed: 0,
      failed: 1,
      failures: [{ task: '//#biome', reason: 'it ended with exit code 1' }],
    });
  });

  test('names a failing test and its file', () => {
    const outcome = countTest(report(file([passing, failing], 'failed')), { exitCode: 1 });
    expect(outcome).toMatchObject({
      passed: 1,
      failed: 1,
      failures: [
        { task: 'a#test', tests: [{ name: 'client > retries', file: '/repo/a.test.ts' }] },
      ],
    });
  });

  test('counts each failing test, and what passed or was skipped beside them', () => {
    const text = report(file([passing, failing, failing, { title: 'later', status: 'todo' }]));
    expect(countTest(text, { exitCode: 1 })).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
  });

  test('says of a task without a report how it ended, where it did not end well', () => {
    const reason = (exitCode: number) => countTest(undefined, { exitCode }).failures[0]?.reason;
    expect(reason(0)).toBe('it left no report');
    expect(reason(7)).toBe('it left no report; it ended with exit code 7');
  });

  test('counts a task that did not end as a failure, whatever its report says', () => {
    const { execution: _, ...endless } = task('a#test');
    const outcome = countTasks({
      tasks: [endless],
      planned: [],
      reportOf: () => report(file([passing])),
    });
    expect(outcome).toMatchObject({
      passed: 1,
      failed: 1,
      failures: [{ reason: 'no test failed, but it did not end' }],
    });
  });

  test('counts a file that could not be run as a failure', () => {
    expect(countTest(report(file([], 'failed')), { exitCode: 1 }).failed).toBe(1);
  });

  test('counts a failing report as a failure even when the task says it succeeded', () => {
    expect(countTest(report(file([failing], 'failed')), { exitCode: 0 }).failed).toBe(1);
  });

  test.each([
    ['a missing report', undefined, 'it left no report'],
    ['an empty report', '', 'its report cannot be read'],
    ['a report cut short', '{"testResults":[{', 'its report cannot be read'],
    ['a report of another form', '{"tests":3}', 'its report cannot be read'],
    ['a report without tests', report(), 'its report holds no test'],
  ])('counts %s as a failure', (_, text, reason) => {
    expect(countTest(text)).toMatchObject({
      passed: 0,
      failed: 1,
      failures: [{ task: 'a#test', reason }],
    });
  });

  test('counts a task that failed although its tests passed, for example on an unhandled error', () => {
    const outcome = countTest(report(file([passing])), { exitCode: 1 });
    expect(outcome).toMatchObject({ passed: 1, failed: 1 });
    expect(outcome.failures[0]?.reason).toContain('no test failed');
  });

  test('counts a task that never ended as a failure', () => {
    const { execution, ...unended } = task('a#build');
    expect(count([unended])).toMatchObject({
      failed: 1,
      failures: [{ reason: 'it did not end' }],
    });
  });

  test('counts tasks that had to wait for a failed one as skipped, and names them', () => {
    const outcome = count([task('a#build', { exitCode: 1 })], ['a#build', 'a#test']);
    expect(outcome).toMatchObject({ failed: 1, skipped: 1, notRun: ['a#test'] });
  });

  test('counts a task that did not run for no reason as a failure', () => {
    const outcome = count([task('a#build')], ['a#build', 'a#test']);
    expect(outcome).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
  });

  test('counts tests named for their kind as tests', () => {
    expect(count([task('//#test:scripts')]).failures[0]?.reason).toBe('it left no report');
    expect(count([task('a#testimony')])).toMatchObject({ passed: 1, failed: 0 });
  });
});

describe('the last lines', () => {
  test('name skipped tests only when there are some', () => {
    expect(totalLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(totalLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  test('say what this machine could not check, once for each reason', () => {
    const reason = '(not checked: there is no Redis, see x)';
    const inBlock = { ancestorTitles: [`store ${reason}`], title: 'a', status: 'skipped' };
    const alone = { title: `b ${reason}`, status: 'skipped' };
    const later = { title: 'later', status: 'todo' };
    const outcome = countTest(report(file([passing, inBlock, alone, later])));
    expect(outcome.skipped).toBe(3);
    expect(notCheckedLines(outcome)).toEqual([
      'NOT CHECKED: 2 tests of a: test: there is no Redis, see x',
    ]);
    expect(notCheckedLines(countTest(report(file([passing]))))).toEqual([]);
  });

  test('say how much came from the cache', () => {
    const outcome = count([task('a#build', { status: 'HIT' }), task('b#build')]);
    expect(cacheLine(outcome)).toMatch(/^1 of 2 tasks from the cache/);
    expect(cacheLine(count([task('a#build')]))).toBeUndefined();
  });

  test('do not call the cache what this very run has put there', () => {
    const tasks = [task('a#generate', { status: 'HIT' })];
    const justRun = new Set(['a#generate']);
    expect(countTasks({ tasks, planned: [], reportOf: () => undefined, justRun }).cached).toBe(0);
  });

  test('call a task by the short name of its package', () => {
    expect(labelOf('@connect-api/client#test')).toBe('client: test');
    expect(labelOf('//#biome')).toBe('biome');
  });
});

function count(tasks: TurboTask[], planned: string[] = []) {
  return countTasks({ tasks, planned, reportOf: () => undefined });
}

function countTest(text?: string, options?: { exitCode?: number; status?: string }) {
  return countTasks({ tasks: [task('a#test', options)], planned: [], reportOf: () => text });
}
