import { fileURLToPath } from 'node:url';
import { packageFolders, readJson, repository } from '../../scripts/lib/workspace.mjs';

export { repository };

/**
 * A package of this repository that is published.
 *
 * @typedef {object} PublishedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} folder relative to the repository
 * @property {string} tarball where it is packed
 */

/** @type {PublishedPackage[]} Every package of the workspace that is not private. */
export const publishedPackages = packageFolders(repository)
  .map((folder) => ({ folder, ...readJson(repository, folder, 'package.json') }))
  .filter((manifest) => !manifest.private)
  .map(({ name, version, folder }) => ({
    name,
    version,
    folder,
    tarball: tarballOf(name, version),
  }));

export const tarballFolder = fileURLToPath(new URL('../tarballs/', import.meta.url));

/**
 * The file name is npm's.
 *
 * @param {string} name
 * @param {string} version
 */
function tarballOf(name, version) {
  const file = `../tarballs/${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  return fileURLToPath(new URL(file, import.meta.url));
}
