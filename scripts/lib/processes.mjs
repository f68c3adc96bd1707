// Plain JavaScript, for old Nodes load it.
// The programs that a command started, so that all of them can be ended together.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const graceMs = 3000;

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {ReturnType<typeof createProcesses>} Processes */
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} End how a program ended */

export function createProcesses({ platform = process.platform } = {}) {
  /** @type {Set<ChildProcess>} */
  const running = new Set();
  // Each program leads a process group of its own: Ctrl-C then reaches this process alone, which
  // ends the others in order, and a signal to the group reaches what a program itself has started.
  const detached = platform !== 'win32';

  let closed = false;

  /**
   * @param {string} command
   * @param {string[]} args
   * @param {import('node:child_process').SpawnOptions} options
   * @returns {ChildProcess}
   */
  function start(command, args, options) {
    if (closed) throw new Error('Everything is being ended; nothing more is started.');
    const child = spawn(command, args, { ...options, detached });
    running.add(child);
    child.on('exit', () => running.delete(child));
    child.on('error', () => running.delete(child));
    return child;
  }

  /** @param {ChildProcess} child @param {NodeJS.Signals} name */
  function signal(child, name) {
    try {
      if (detached && child.pid) process.kill(-child.pid, name);
      else child.kill(name);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  }

  /** Asks a program to end, and insists after a moment. @param {ChildProcess} child */
  async function end(child) {
    if (!running.has(child)) return;
    const ended = once(child, 'exit');
    signal(child, 'SIGTERM');
    const insist = setTimeout(() => signal(child, 'SIGKILL'), graceMs);
    await ended;
    clearTimeout(insist);
  }

  async function endAll() {
    closed = true;
    await Promise.all([...running].map(end));
  }

  return { start, end, endAll };
}

/**
 * How a program ended; rejects when it could not be started.
 *
 * @param {ChildProcess} child
 * @returns {Promise<End>}
 */
export function endOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** @param {End} end */
export function describeEnd({ code, signal }) {
  return signal ? `ended by ${signal}` : `exit code ${code}`;
}
