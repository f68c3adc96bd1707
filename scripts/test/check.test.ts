// `npm test` from end to end, with a turbo that is played by a script.
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { check } from '../lib/check.ts';
import { createPaint } from '../lib/paint.ts';
import { createProcesses } from '../lib/processes.mjs';
import { setUp } from '../lib/setup.ts';
import { makeReady } from '../lib/start.ts';
import { useTool } from '../lib/tool.ts';
import { tools } from '../lib/tools.ts';
import { packageFolders, repository } from '../lib/workspace.ts';
import { freePort, listen } from './support.ts';

const one = { title: 'adds', status: 'passed' };
const other = { title: 'retries', status: 'failed' };
const unchecked = { title: 'b (not checked: there is no Redis)', status: 'skipped' };

let root: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'check-'));
  write('package.json', JSON.stringify({ devDependencies: { pnpm: '10.0.0' } }));
  write('pnpm-workspace.yaml', 'packages:\n  - a\n  - b\n');
  for (const name of ['a', 'b']) write(`${name}/package.json`, '{}');
  write('node_modules/turbo/package.json', '{}');
  const arch = process.arch === 'x64' ? '64' : process.arch;
  write(`node_modules/@turbo/${process.platform}-${arch}/bin/turbo`, turbo, 0o755);
  await setUp({ root, say() {}, start: () => ended(0) });
});

afterEach(() => rmSync(root, { recursive: true }));

describe('npm test', () => {
  test('ends with 0 when everything passed, and says how much that was', async () => {
    const { code, last } = await run([
      task('a', { results: [one, one] }),
      task('b', { results: [one] }),
    ]);
    expect([code, last]).toEqual([0, '3 passed, 0 failed']);
  });

  test('ends with 1 when a single test failed, and names it', async () => {
    const { code, last, text } = await run([
      task('a', { results: [one] }),
      task('b', { results: [one, other], exitCode: 1 }),
    ]);
    expect([code, last]).toEqual([1, '2 passed, 1 failed']);
    expect(text).toContain('retries');
  });

  test('ends with 1 when a test failed in a task that itself ended with 0', async () => {
    expect(await run([task('a', { results: [other] })])).toMatchObject({ code: 1 });
  });

  test.each([1, 3])('ends with 1 when turbo ended with %i and no task failed', async (exitCode) => {
    const { code, last, text } = await run([task('a', { results: [one] })], { exitCode });
    expect([code, last]).toEqual([1, '1 passed, 1 failed']);
    expect(text).toContain(`it ended with exit code ${exitCode}`);
  });

  test('ends with 1 when turbo was ended by a signal', async () => {
    const outcome = await run([task('a', { results: [one] })], { signal: 'SIGKILL' });
    expect(outcome).toMatchObject({ code: 1, last: '0 passed, 1 failed' });
  });

  test('ends with 1, and shows what turbo said, when there is no summary', async () => {
    const { code, text } = await run([], { summary: false, exitCode: 1, prints: 'no such task' });
    expect(code).toBe(1);
    expect(text).toContain('no such task');
  });

  test('ends with 1 when turbo ended well, but without a summary of what it ran', async () => {
    expect(await run([], { summary: false })).toMatchObject({
      code: 1,
      last: '0 passed, 1 failed',
    });
  });

  test('does not take the report of an older run for that of a task that wrote none', async () => {
    write('a/.reports/vitest.json', reportOf([one, one, one]));
    const { code, last, text } = await run([task('a', {})]);
    expect([code, last]).toEqual([1, '0 passed, 1 failed']);
    expect(text).toContain('it left no report');
  });

  test('does not take an older report of the root’s own tests either', async () => {
    write('.reports/vitest.json', reportOf([one]));
    const { code } = await run([task('.', { id: '//#test:scripts' })]);
    expect(code).toBe(1);
  });

  test('names the file of a failing test as seen from the root', async () => {
    const { text } = await run([task('a', { results: [one, other], exitCode: 1 })]);
    expect(text).toMatch(/^ {6}retries {2}a\/a\.test\.ts$/m);
  });

  test('names a task once, though it is told of twice', async () => {
    const line = JSON.stringify({
      source: 'a#generate',
      level: 'info',
      text: 'cache miss, executing 01',
    });
    const generation = { prints: `${line}\n${line}`, tasks: [] };
    const { said } = await run([task('a', { results: [one] })], { prints: line, generation });
    expect(said.filter((each) => each === '  a: generate')).toHaveLength(1);
  });

  test('says what came from the cache, but for what it has put there itself', async () => {
    const hit = (name: string, id: string) => ({ ...task(name, { id }), cache: { status: 'HIT' } });
    const generated = { ...task('a', { id: 'a#generate' }), cache: { status: 'MISS' } };
    const known = { ...task('b', { id: 'b#generate' }), cache: { status: 'HIT' } };
    const tasks = [hit('a', 'a#generate'), hit('b', 'b#generate'), hit('a', 'a#build')];
    const { text } = await run([...tasks, task('b', { id: 'b#build' })], {
      generation: { tasks: [generated, known] },
    });
    expect(text).toContain('2 of 4 tasks from the cache');
  });

  test('names a task that did not run since another failed', async () => {
    const tasks = [task('a', { results: [other], exitCode: 1 })];
    // Turbo ends as the task does.
    for (const exitCode of [1, 2]) {
      const { text } = await run(tasks, { exitCode, planned: ['a#test', 'b#test'] });
      expect(text).toContain('Not run, since they need what failed: b: test');
      // All that needs nothing of what failed is run.
      expect(readFileSync(join(root, 'turbo-args.json'), 'utf8')).toContain(
        '"--continue=dependencies-successful"',
      );
    }
  });

  test('shows the log of what failed', async () => {
    const { text } = await run([task('a', { results: [other], exitCode: 1, log: 'expected 1' })]);
    expect(text).toContain('expected 1');
  });

  test('says what this machine could not check, and passes', async () => {
    const { code, text } = await run([task('a', { results: [one, unchecked] })]);
    expect(text).toContain('NOT CHECKED: 1 test of a: test: there is no Redis');
    expect(code).toBe(0);
  });

  test('fails in CI when something was not checked', async () => {
    const tasks = [task('a', { results: [one, unchecked] })];
    expect(await run(tasks, { env: { CI: 'true' } })).toMatchObject({
      code: 1,
      last: '1 passed, 1 failed, 1 skipped',
    });
  });

  test('names each task as it starts, but none that the cache answers', async () => {
    const cached = { ...task('b', { results: [one] }), cache: { status: 'HIT' } };
    const { text } = await run([task('a', { results: [one] }), cached]);
    expect(text).toMatch(/^ {2}a: test$/m);
    expect(text).not.toContain('b: test');
  });

  test('counts in CI what was not checked beside what failed', async () => {
    const tasks = [
      task('a', { results: [one, other], exitCode: 1 }),
      task('b', { results: [unchecked] }),
    ];
    expect(await run(tasks, { env: { CI: 'true' } })).toMatchObject({
      code: 1,
      last: '1 passed, 2 failed, 1 skipped',
    });
  });

  test('removes the summary that turbo wrote', async () => {
    await run([task('a', { results: [one] })]);
    expect(existsSync(join(root, 'summary.json'))).toBe(false);
  });
});

describe('a tool', () => {
  const call = ['--silent', '--filter', '@connect-api/a', 'run', 'print', 'given'];

  test.each([0, 3])('gives its exit code %i to the caller', async (code) => {
    expect(await tool({ code })).toEqual({ code, args: call });
  });

  test('that a signal ended has failed', async () => {
    expect(await tool({ code: `process.kill(process.pid, 'SIGKILL')` })).toMatchObject({ code: 1 });
  });

  test('is not started when what it needs has failed', async () => {
    play([task('a', { exitCode: 1, id: 'a#build' })], { exitCode: 1 });
    expect(await tool({ code: 0, needs: ['a'] })).toEqual({ code: 1, args: undefined });
  });

  test('is started once what it needs is there', async () => {
    play([task('a', { id: 'a#build' })]);
    expect(await tool({ code: 0, needs: ['a'] })).toMatchObject({ code: 0, args: call });
  });

  test.each(tools)('$name is a script of a package, and needs packages that build', (each) => {
    expect(manifestOf(each.package).scripts).toHaveProperty([each.script]);
    for (const name of each.needs) expect(manifestOf(name).scripts).toHaveProperty('build');
  });
});

describe('npm start', () => {
  /** One for each service, that nobody holds but whoever is given. */
  const portsWith = async (docs?: number) => {
    const [one, other, third] = [docs ?? (await freePort()), await freePort(), await freePort()];
    return [`--docs-port=${one}`, `--mock-port=${other}`, `--sandbox-port=${third}`];
  };

  test('serves once everything is built, where it was told to', async () => {
    play([task('a', { id: 'a#build' })]);
    const { context } = contextOf({});
    const args = await portsWith();
    const chosen = await makeReady(args, context, ['build']);
    expect(chosen.map(({ name, port }) => `--${name}-port=${port}`)).toEqual(args);
  });

  test('serves nothing where a single part could not be built', async () => {
    play([task('a', { id: 'a#build', exitCode: 1 })], { exitCode: 1 });
    const { context } = contextOf({});
    await expect(makeReady(await portsWith(), context, ['build'])).rejects.toThrow(
      'The build failed, so there is nothing to serve yet.',
    );
  });

  test('names a port that is taken before it installs or builds for minutes', async () => {
    const holder = await listen();
    const { port } = holder.address() as AddressInfo;
    const { context, said } = contextOf({});
    context.processes.start = () => expect.unreachable();
    // So that it would have to install.
    write('package.json', JSON.stringify({ devDependencies: { pnpm: '10.0.1' } }));
    await expect(makeReady(await portsWith(port), context, ['build'])).rejects.toThrow(
      `Port ${port} (docs) is taken`,
    );
    expect(said).toEqual([]);
    holder.close();
  });
});

// Writes the reports, prints what turbo prints, and ends as it was told.
const turbo = `#!${process.execPath}
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const play = JSON.parse(readFileSync('play.json', 'utf8'));
if (process.argv.includes('--dry=json')) {
  const tasks = play.planned.map((taskId) => ({ taskId, command: 'vitest' }));
  console.log(JSON.stringify({ tasks }));
} else if (process.argv.includes('generate')) {
  const { prints = '', tasks = [] } = play.generation ?? {};
  if (prints) console.log(prints);
  writeFileSync('summary.json', JSON.stringify({ tasks }));
  tell('turbo', 'Summary:    ' + process.cwd() + '/summary.json');
} else {
  writeFileSync('turbo-args.json', JSON.stringify(process.argv));
  if (play.prints) console.log(play.prints);
  for (const { taskId, directory, report, cache } of play.tasks) {
    tell(taskId, cache.status === 'HIT' ? 'cache hit, suppressing logs 01' : 'cache miss, executing 01');
    if (!report) continue;
    mkdirSync(directory + '/.reports', { recursive: true });
    writeFileSync(directory + '/.reports/vitest.json', report);
  }
  if (play.signal) process.kill(process.pid, play.signal);
  if (play.summary) {
    writeFileSync('summary.json', JSON.stringify({ tasks: play.tasks }));
    tell('turbo', 'Summary:    ' + process.cwd() + '/summary.json');
  }
  process.exitCode = play.exitCode;
}
function tell(source, text) {
  console.log(JSON.stringify({ source, level: 'info', text }));
}
`;

interface Result {
  title: string;
  status: string;
}

function task(
  directory: string,
  {
    results,
    exitCode = 0,
    log,
    id = `${directory}#test`,
  }: { results?: Result[]; exitCode?: number; log?: string; id?: string },
) {
  if (log) write(`${directory}/turbo.log`, log);
  return {
    taskId: id,
    task: id.split('#')[1],
    directory,
    cache: { status: 'MISS' },
    execution: { exitCode },
    logFile: log && `${directory}/turbo.log`,
    report: results && reportOf(results, join(root, directory, 'a.test.ts')),
  };
}

function reportOf(assertionResults: Result[], name = 'a.test.ts') {
  const failed = assertionResults.some(({ status }) => status === 'failed');
  const status = failed ? 'failed' : 'passed';
  return JSON.stringify({ testResults: [{ name, status, assertionResults }] });
}

/** How the turbo that is played here ends. */
interface Play {
  exitCode?: number;
  summary?: boolean;
  planned?: string[];
  signal?: string;
  prints?: string;
  /** What comes of the run before, which generates. */
  generation?: { prints?: string; tasks: object[] };
}

function play(tasks: object[], { exitCode = 0, summary = true, planned = [], ...more }: Play = {}) {
  write('play.json', JSON.stringify({ tasks, exitCode, summary, planned, ...more }));
}

async function run(
  tasks: object[],
  { env = {}, ...turboEnds }: Play & { env?: NodeJS.ProcessEnv } = {},
) {
  play(tasks, turboEnds);
  const { context, said } = contextOf(env);
  const code = await check(['test'], context);
  return { code, said, last: said.at(-1), text: said.join('\n') };
}

async function tool({ code, needs = [] }: { code: number | string; needs?: string[] }) {
  const end = typeof code === 'number' ? `process.exitCode = ${code}` : code;
  write(
    'node_modules/.bin/pnpm',
    `#!${process.execPath}\nrequire('node:fs').writeFileSync('args.json', JSON.stringify(process.argv.slice(2)));\n${end};\n`,
    0o755,
  );
  const script = { package: 'a', script: 'print', needs };
  const ends = await useTool(script, ['given'], contextOf({}).context);
  const file = join(root, 'args.json');
  return {
    code: ends,
    args: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined,
  };
}

/** Of a package of this repository, by its name without the scope. */
function manifestOf(name: string) {
  const manifests = packageFolders(repository).map((folder) =>
    JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')),
  );
  return manifests.find((each) => each.name === `@connect-api/${name}`);
}

function contextOf(env: NodeJS.ProcessEnv) {
  const said: string[] = [];
  const paint = createPaint({ env: {}, isTTY: false });
  const say = (line: string) => said.push(line);
  const { PATH } = process.env;
  const { signal } = new AbortController();
  return {
    said,
    context: { root, processes: createProcesses(), env: { PATH, ...env }, say, paint, signal },
  };
}

function ended(code: number) {
  const child = new EventEmitter() as ChildProcess;
  setImmediate(() => child.emit('close', code, null));
  return child;
}

function write(path: string, text: string, mode?: number) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text, { mode });
}
