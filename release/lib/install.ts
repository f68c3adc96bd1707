import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedPackages } from './packages.ts';
import { run } from './run.ts';

interface InstallOptions {
  /** Versions of what others depend on, as in a package.json. */
  overrides?: Record<string, string>;
  /** Lines of the folder's own .npmrc. */
  npmrc?: string;
}

/** A folder with packages, outside the workspace, where nothing of the workspace can be found by accident. */
export interface Installation {
  folder: string;
  remove: () => Promise<void>;
}

/**
 * Installs packages with npm, as users do, into a new folder.
 *
 * @param dependencies as in a package.json
 */
export async function install(
  dependencies: Record<string, string>,
  { overrides = {}, npmrc = '' }: InstallOptions = {},
): Promise<Installation> {
  // Node resolves symbolic links before it loads a module; macOS has one on the way to this folder.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'connect-consumer-')));
  const remove = () => rm(folder, { recursive: true });
  const name = { name: 'consumer', version: '0.0.0', private: true };
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ ...name, dependencies, overrides }, null, 2),
  );
  await writeFile(join(folder, '.npmrc'), npmrc);
  // Without install scripts, since nothing of ours may need one.
  await run('npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: folder,
  });
  return { folder, remove };
}

/** Every published package, by its tarball. */
export const tarballDependencies = Object.fromEntries(
  publishedPackages.map(({ name, tarball }) => [name, `file:${tarball}`]),
);

/** Every published package, by its name and version, as a registry has it. */
export const namedDependencies = Object.fromEntries(
  publishedPackages.map(({ name, version }) => [name, version]),
);
