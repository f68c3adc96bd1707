import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * Runs a program to its end. It finds no package of the workspace: pnpm's programs name them to what
 * they start, in NODE_PATH.
 *
 * @returns what it printed on stdout
 * @throws when its exit code is not 0, with everything that it printed
 */
export async function run(
  command: string,
  args: string[],
  options: Omit<SpawnOptions, 'stdio' | 'shell'> = {},
): Promise<string> {
  const { NODE_PATH: _, ...env } = options.env ?? process.env;
  const child = spawn(command, args, {
    ...options,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm and pnpm are .cmd files there.
    shell: process.platform === 'win32' && !command.endsWith('.exe'),
  });
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code === 0) return stdout;
  throw new Error(
    `${[command, ...args].join(' ')} ended with ${signal ?? `exit code ${code}`}:\n${stdout}${stderr}`,
  );
}
