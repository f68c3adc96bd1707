// Runs tasks through turbo's own binary. Its launcher script and pnpm would each cost a start of Node.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { findProgram } from './find-program.mjs';
import { endOf } from './processes.mjs';

// A finished task's line stays undecided for this long: when the task failed, turbo says so in a
// line of its own right after.
const undecidedMs = 40;

/**
 * @typedef {object} TurboRun
 * @property {number} exitCode
 * @property {string[]} output what turbo printed, to show when it failed before any task
 * @property {any} [summary] turbo's run summary; missing when turbo itself failed
 */

/**
 * @param {object} context
 * @param {string[]} context.tasks
 * @param {(event: { task: string, cached: boolean, failed: boolean }) => void} context.onTask
 * @returns {Promise<TurboRun>}
 */
export async function runTurbo({ tasks, root, processes, env, onTask }) {
  const child = startTurbo({ root, processes, env }, [
    ...tasks,
    '--continue=dependencies-successful',
    '--summarize',
    '--output-logs=hash-only',
    '--log-order=grouped',
  ]);
  const progress = followProgress(onTask);
  const output = [];
  const read = (line) => {
    output.push(line);
    progress.read(line);
  };
  createInterface({ input: child.stdout }).on('line', read);
  createInterface({ input: child.stderr }).on('line', read);
  const { code } = await endOf(child);
  progress.end();
  return { exitCode: code ?? 1, output, summary: takeSummary(output) };
}

/** The ids of all tasks that turbo would run, whether or not they get to run. */
export async function planTurbo({ tasks, root, processes, env }) {
  const child = startTurbo({ root, processes, env }, [...tasks, '--dry=json']);
  let json = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    json += text;
  });
  child.stderr.resume();
  const { code } = await endOf(child);
  if (code !== 0) return [];
  return JSON.parse(json)
    .tasks.filter(({ command }) => command !== '<NONEXISTENT>')
    .map(({ taskId }) => taskId);
}

function startTurbo({ root, processes, env }, args) {
  const [command, ...first] = turboCommand(root);
  return processes.start(command, [...first, 'run', ...args], {
    cwd: root,
    env: turboEnvironment(env, root),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The binary of this platform, or turbo's launcher where there is none (it knows about emulation). */
function turboCommand(root) {
  const fromTurbo = createRequire(join(root, 'node_modules/turbo/package.json'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? '64' : process.arch;
  const extension = platform === 'windows' ? '.exe' : '';
  try {
    return [fromTurbo.resolve(`@turbo/${platform}-${arch}/bin/turbo${extension}`)];
  } catch {
    return [process.execPath, join(root, 'node_modules/turbo/bin/turbo')];
  }
}

export function turboEnvironment(env, root) {
  return {
    ...env,
    PATH: [join(root, 'node_modules/.bin'), env.PATH].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    REDOCLY_TELEMETRY: 'off',
    // What passed on one Node has not passed on another.
    CONNECT_NODE: `${process.version} ${process.platform} ${process.arch}`,
    // Tests against a Redis are skipped where there is none.
    REDIS_SERVER: env.REDIS_SERVER || findProgram('redis-server', env.PATH) || '',
    // And so are those in a Firefox.
    FIREFOX_PATH:
      env.FIREFOX_PATH ||
      findProgram('firefox-esr', env.PATH) ||
      findProgram('firefox', env.PATH) ||
      '',
  };
}

/** Turns turbo's lines into one event per finished task. */
export function followProgress(onTask) {
  let undecided;
  const settle = (failed) => {
    if (!undecided) return;
    clearTimeout(undecided.timer);
    const { task, cached } = undecided;
    undecided = undefined;
    onTask({ task, cached, failed });
  };
  return {
    read(line) {
      const finished = /^(\S+?):(\S+): cache (hit|miss|bypass)/.exec(line);
      if (finished) {
        settle(false);
        undecided = {
          task: `${finished[1]}#${finished[2]}`,
          cached: finished[3] === 'hit',
          timer: setTimeout(() => settle(false), undecidedMs),
        };
        return;
      }
      const failed = /^(\S+#\S+):\s+WARNING\s+command finished with error/.exec(line);
      if (!failed) return;
      if (undecided?.task === failed[1]) return settle(true);
      onTask({ task: failed[1], cached: false, failed: true });
    },
    end() {
      settle(false);
    },
  };
}

/** Reads the run summary whose path turbo printed, and removes it: they would pile up. */
function takeSummary(output) {
  const path = output.map((line) => /^\s*Summary:\s+(.+\.json)\s*$/.exec(line)?.[1]).find(Boolean);
  if (!path || !existsSync(path)) return undefined;
  const summary = JSON.parse(readFileSync(path, 'utf8'));
  rmSync(path);
  return summary;
}
