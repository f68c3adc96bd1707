// The programs that a command started, so that all of them can be ended together.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const graceMs = 3000;

export function createProcesses({ platform = process.platform } = {}) {
  const running = new Set();
  // Each program leads a process group of its own: Ctrl-C then reaches this process alone, which
  // ends the others in order, and a signal to the group reaches what a program itself has started.
  const detached = platform !== 'win32';

  let closed = false;

  function start(command, args, options) {
    if (closed) throw new Error('Everything is being ended; nothing more is started.');
    const child = spawn(command, args, { ...options, detached });
    running.add(child);
    child.on('exit', () => running.delete(child));
    child.on('error', () => running.delete(child));
    return child;
  }

  function signal(child, name) {
    try {
      if (detached && child.pid) process.kill(-child.pid, name);
      else child.kill(name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }

  /** Asks a program to end, and insists after a moment. */
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

/** How a program ended; rejects when it could not be started. */
export function endOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** @param {{ code: number | null, signal: string | null }} end */
export function describeEnd({ code, signal }) {
  return signal ? `ended by ${signal}` : `exit code ${code}`;
}
