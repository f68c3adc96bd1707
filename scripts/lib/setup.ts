// Installs the dependencies, and only when something they depend on has changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { describeEnd, endOf, type Processes } from './processes.mjs';
import { UserError } from './user-error.mjs';
import { packageFolders, readJson } from './workspace.ts';

// Inside node_modules, so that whoever deletes the one deletes the other.
const stampFile = 'node_modules/.set-up';

export async function setUp({
  root,
  start,
  say,
  node = process.version,
  now = Date.now,
  stdio = 'inherit',
  env = process.env,
}: Pick<Context, 'root' | 'say'> & {
  start: Processes['start'];
  node?: string;
  now?: () => number;
  stdio?: 'inherit' | 'ignore';
  env?: NodeJS.ProcessEnv;
}) {
  const stamp = stampOf(root, node);
  if (isCurrent(root, stamp)) return;

  const pnpm = `pnpm@${readJson(root, 'package.json').devDependencies.pnpm}`;
  const startedAt = now();
  say(`Setting up with ${pnpm}. The first time takes a minute or so.`);
  const windows = process.platform === 'win32';
  const end = await endOf(
    start('npx', npxArguments(pnpm, root, windows), {
      // Started here, npx would take the pnpm in node_modules, which the installation may replace
      // while it runs.
      cwd: tmpdir(),
      env: withoutOuterNpx(env),
      stdio: ['ignore', stdio, stdio],
      shell: windows, // npx is a .cmd file there
    }),
  ).catch((cause) => {
    throw new UserError(
      `Setting up failed: npx could not be started (${cause.code}).\nIt comes with npm: install both from https://nodejs.org.`,
    );
  });
  if (end.code !== 0) throw new UserError(adviceAfter(end, pnpm));
  writeFileSync(join(root, stampFile), stamp);
  say(`Set up in ${Math.round((now() - startedAt) / 1000)} s.\n`);
}

function npxArguments(pnpm: string, root: string, shell: boolean) {
  const dir = shell ? `"${root}"` : root;
  return ['--yes', '--loglevel=error', pnpm, '--dir', dir, 'install', '--frozen-lockfile'];
}

/** What an outer npx (`npx -p node@24 -c 'npm test'`) was asked to run is not for the one started here. */
function withoutOuterNpx(env: NodeJS.ProcessEnv) {
  const outer = ['npm_config_call', 'npm_config_package'];
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !outer.includes(name.toLowerCase())),
  );
}

/** A digest of everything that an installation follows from. */
function stampOf(root: string, node: string) {
  const files = [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    '.pnpmfile.cjs',
    ...packageFolders(root).map((folder) => `${folder}/package.json`),
  ];
  const digest = createHash('sha256').update(`${node} ${process.platform} ${process.arch}`);
  for (const file of files) {
    const path = join(root, file);
    digest.update(`\0${file}\0`).update(existsSync(path) ? readFileSync(path) : 'missing');
  }
  return digest.digest('hex');
}

function isCurrent(root: string, stamp: string) {
  const file = join(root, stampFile);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

function adviceAfter(end: Parameters<typeof describeEnd>[0], pnpm: string) {
  return [
    `Setting up failed: ${pnpm} install, ${describeEnd(end)}. What it said stands above. What helps:`,
    '  - no network, or a proxy: "npm ping" tells whether npm reaches its registry',
    `  - ERR_PNPM_OUTDATED_LOCKFILE: a package.json has changed; run "npx ${pnpm} install"`,
    '  - anything else: delete the folder node_modules and run the same command again',
  ].join('\n');
}
