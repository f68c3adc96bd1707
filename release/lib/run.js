import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * Runs a program to its end. It finds no package of the workspace: pnpm's programs name them to what
 * they start, in NODE_PATH.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>} what it printed on stdout
 * @throws when its exit code is not 0, with everything that it printed
 */
export async function run(command, args, options = {}) {
  const { NODE_PATH: _, ...env } = options.env ?? process.env;
  const child = spawn(command, args, {
    ...options,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm and pnpm are .cmd files there.
    shell: process.platform === 'win32' && !command.endsWith('.exe'),
  });
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(/** @type {import('node:stream').Readable} */ (child.stdout)),
    text(/** @type {import('node:stream').Readable} */ (child.stderr)),
    once(child, 'close'),
  ]);
  if (code === 0) return stdout;
  throw new Error(
    `${[command, ...args].join(' ')} ended with ${signal ?? `exit code ${code}`}:\n${stdout}${stderr}`,
  );
}
