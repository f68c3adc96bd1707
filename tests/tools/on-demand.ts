// What only `npm run tools` needs is installed by it: nobody else waits for it.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('on-demand/', import.meta.url));
const require = createRequire(`${folder}package.json`);
const execute = promisify(execFile);

/** Where code that tools have made finds what it imports. */
export const madeFolder = `${folder}made/`;

/** Installs them as the lockfile there says, without install scripts. */
export async function installOnDemand(): Promise<void> {
  const options = ['--ignore-workspace', '--frozen-lockfile', '--ignore-scripts'];
  await execute('pnpm', ['install', ...options], { cwd: folder });
}

/** A document, or a module of a tool: called as its README says. */
// biome-ignore lint/suspicious/noExplicitAny: thirty tools declare a document in thirty ways that exclude each other, and what is called wrongly fails when it runs
export type Untyped = any;

/** A module of a package that is installed there. */
export function load(name: string): Promise<Untyped> {
  return import(pathToFileURL(require.resolve(name)).href);
}

/**
 * Runs a command of a package that is installed there.
 *
 * @returns what it printed
 */
export async function runCommand(command: string, cwd: string): Promise<string> {
  const [program, ...args] = command.split(' ');
  const { stdout } = await execute(`${folder}node_modules/.bin/${program}`, args, { cwd });
  return stdout;
}
