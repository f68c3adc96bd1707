import { fileURLToPath } from 'node:url';
import { packageFolders, readJson, repository } from '../../scripts/lib/workspace.ts';

export { repository };

/** A package of this repository that is published. */
export interface PublishedPackage {
  name: string;
  version: string;
  /** Relative to the repository. */
  folder: string;
  /** Where it is packed. */
  tarball: string;
  /** The names of what it depends on. */
  needs: string[];
}

/** Every package of the workspace that is not private, what others need before them. */
export const publishedPackages = inOrder(
  packageFolders(repository)
    .map((folder) => ({ folder, ...readJson(repository, folder, 'package.json') }))
    .filter((manifest) => !manifest.private)
    .map(({ name, version, folder, dependencies = {} }) => ({
      name,
      version,
      folder,
      tarball: tarballOf(name, version),
      needs: Object.keys(dependencies),
    })),
);

export const tarballFolder = fileURLToPath(new URL('../tarballs/', import.meta.url));

/**
 * Who installs while a release is under way finds everything that a package pins.
 *
 * @throws where packages need each other
 */
export function inOrder(packages: PublishedPackage[]): PublishedPackage[] {
  const ordered: PublishedPackage[] = [];
  while (ordered.length < packages.length) {
    const waiting = packages.filter((one) => !ordered.includes(one));
    const ready = waiting.filter(({ needs }) => !waiting.some(({ name }) => needs.includes(name)));
    if (ready.length === 0)
      throw new Error(`They need each other: ${waiting.map(({ name }) => name).join(', ')}`);
    ordered.push(...ready);
  }
  return ordered;
}

/** The file name is npm's. */
function tarballOf(name: string, version: string): string {
  const file = `../tarballs/${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  return fileURLToPath(new URL(file, import.meta.url));
}
