// Plain JavaScript, for old Nodes load it. Runs this command again under another Node.
import { spawn } from 'node:child_process';
import { environmentOf } from './bring-node.mjs';
import { endOf } from './processes.mjs';
import { awaitStop } from './stop.mjs';

/** @type {Partial<Record<NodeJS.Signals, number>>} */
const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * @param {string} node its path
 * @param {string[]} args for it
 * @returns {Promise<number>} the exit code, a shell's where a signal ended it
 */
export async function runUnder(node, args, env = process.env) {
  const child = spawn(node, args, { stdio: 'inherit', env: environmentOf(node, env) });
  const stop = awaitStop();
  // It ends what it has started, in order, and then itself. Ctrl-C may have reached it already.
  stop.exitCode.then((code) => child.kill(code === 130 ? 'SIGINT' : 'SIGTERM'));
  try {
    const { code, signal } = await endOf(child);
    return code ?? 128 + ((signal && numbers[signal]) ?? 0);
  } finally {
    stop.forget();
  }
}
