// Runs tasks through turbo's own binary. Its launcher script and pnpm would each cost a start of Node.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Context } from './context.ts';
import { findProgram } from './find-program.ts';
import { endOf } from './processes.mjs';

/** A task in turbo's summary, as far as it is read here. */
export interface TurboTask {
  taskId: string;
  task: string;
  command: string;
  /** From the root. */
  directory: string;
  logFile: string;
  cache: { status: string };
  /** Missing where the task did not end. */
  execution?: { exitCode?: number };
}

export interface TurboRun {
  exitCode: number;
  /** What turbo printed, to show when it failed before any task. */
  output: string[];
  /** Turbo's run summary; missing when turbo itself failed. */
  summary: { tasks: TurboTask[] } | undefined;
}

type Run = Pick<Context, 'root' | 'processes' | 'env'> & { tasks: string[] };

export async function runTurbo({
  tasks,
  root,
  processes,
  env,
  onStart,
}: Run & { onStart: (task: string) => void }): Promise<TurboRun> {
  const child = startTurbo({ root, processes, env }, [
    ...tasks,
    '--continue=dependencies-successful',
    '--summarize',
    '--output-logs=hash-only',
    '--json',
  ]);
  const output: string[] = [];
  const read = (line: string) => {
    const { started, text } = readEvent(line);
    if (started) onStart(started);
    else output.push(text);
  };
  createInterface({ input: child.stdout as Readable }).on('line', read);
  createInterface({ input: child.stderr as Readable }).on('line', read);
  const { code } = await endOf(child);
  return { exitCode: code ?? 1, output, summary: takeSummary(output) };
}

/**
 * Reads a line that turbo printed: an event as JSON, or plain text where it failed before the first.
 *
 * @returns `started`: the id of a task that is not in the cache, such as `@connect-api/client#test`
 */
export function readEvent(line: string): { started?: string; text: string } {
  const { source, text } = parse(line) ?? { source: '', text: line };
  return source.includes('#') && /^cache (miss|bypass)/.test(text)
    ? { started: source, text }
    : { text };
}

function parse(line: string): { source: string; text: string } | undefined {
  try {
    const event = JSON.parse(line);
    return typeof event?.text === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}

/** The ids of all tasks that turbo would run, whether or not they get to run. */
export async function planTurbo({ tasks, root, processes, env }: Run): Promise<string[]> {
  const child = startTurbo({ root, processes, env }, [...tasks, '--dry=json']);
  let json = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    json += text;
  });
  child.stderr?.resume();
  const { code } = await endOf(child);
  if (code !== 0) return [];
  const planned: TurboTask[] = JSON.parse(json).tasks;
  return planned.filter(({ command }) => command !== '<NONEXISTENT>').map(({ taskId }) => taskId);
}

function startTurbo({ root, processes, env }: Omit<Run, 'tasks'>, args: string[]) {
  const { command, first } = turboCommand(root);
  return processes.start(command, [...first, 'run', ...args], {
    cwd: root,
    env: tasksEnvironment(env, root),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The binary of this platform, or turbo's launcher where there is none (it knows about emulation). */
function turboCommand(root: string) {
  const fromTurbo = createRequire(join(root, 'node_modules/turbo/package.json'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? '64' : process.arch;
  const extension = platform === 'windows' ? '.exe' : '';
  try {
    return {
      command: fromTurbo.resolve(`@turbo/${platform}-${arch}/bin/turbo${extension}`),
      first: [],
    };
  } catch {
    return { command: process.execPath, first: [join(root, 'node_modules/turbo/bin/turbo')] };
  }
}

/** Turbo finds a pnpm there that does no more than to start a task; on Windows it does not see it. */
function tasksEnvironment(env: NodeJS.ProcessEnv, root: string) {
  const own = turboEnvironment(env, root);
  return { ...own, PATH: [join(root, 'scripts/lib/quick'), own.PATH].join(delimiter) };
}

export function turboEnvironment(env: NodeJS.ProcessEnv, root: string) {
  return {
    ...env,
    PATH: [join(root, 'node_modules/.bin'), env['PATH']].join(delimiter),
    // Tasks load the same tools again and again.
    NODE_COMPILE_CACHE: env['NODE_COMPILE_CACHE'] || join(root, 'node_modules/.cache/node'),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    REDOCLY_TELEMETRY: 'off',
    // What passed on one Node has not passed on another.
    CONNECT_NODE: `${process.version} ${process.platform} ${process.arch}`,
    // Tests against a Redis are skipped where there is none.
    REDIS_SERVER: env['REDIS_SERVER'] || findProgram('redis-server', env['PATH']) || '',
    // And so are those in a Firefox.
    FIREFOX_PATH:
      env['FIREFOX_PATH'] ||
      findProgram('firefox-esr', env['PATH']) ||
      findProgram('firefox', env['PATH']) ||
      '',
  };
}

/** Reads the run summary whose path turbo printed, and removes it: they would pile up. */
function takeSummary(output: string[]): TurboRun['summary'] {
  const path = output.map((line) => /^\s*Summary:\s+(.+\.json)\s*$/.exec(line)?.[1]).find(Boolean);
  if (!path || !existsSync(path)) return undefined;
  const summary = JSON.parse(readFileSync(path, 'utf8'));
  rmSync(path);
  return summary;
}
