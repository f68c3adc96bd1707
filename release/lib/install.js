import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedPackages } from './packages.js';
import { run } from './run.js';

/**
 * Installs packages with npm, as users do, into a new folder outside the workspace, where nothing of
 * the workspace can be found by accident.
 *
 * @param {Record<string, string>} dependencies as in a package.json
 */
export async function install(dependencies) {
  // Node resolves symbolic links before it loads a module; macOS has one on the way to this folder.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'connect-consumer-')));
  const manifest = { name: 'consumer', version: '0.0.0', private: true, dependencies };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  // Without install scripts, since nothing of ours may need one.
  await run('npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: folder,
  });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** Every published package, by its tarball. */
export const tarballDependencies = Object.fromEntries(
  publishedPackages.map(({ name, tarball }) => [name, `file:${tarball}`]),
);
