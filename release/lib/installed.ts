import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './contents.ts';

export interface Component {
  name: string;
  version: string;
  license: string;
}

/**
 * @param folder where packages are installed
 * @param name of one of them
 */
export function installedPackage(folder: string, name: string) {
  const at = join(folder, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
  const files = filesOf(at.replaceAll('\\', '/'));
  const notices = files.find((file) => file.endsWith('THIRD-PARTY-NOTICES.txt'));
  return {
    manifest,
    files: files.map((path) => ({ path, bytes: statSync(join(at, path)).size })),
    bundled: notices ? bundledComponents(readFileSync(join(at, notices), 'utf8')) : [],
  };
}

/**
 * What npm installed, our packages included.
 */
export function installedComponents(folder: string): Component[] {
  const lockfile = readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8');
  const packages: Record<string, { version: string; license?: string }> =
    JSON.parse(lockfile).packages;
  return Object.entries(packages).map(([path, { version, license }]) => ({
    name: path.replace(/^.*node_modules\//, ''),
    version,
    license: license ?? 'unknown',
  }));
}

/**
 * What became part of a package's code, as its notices list it, each once: what is bundled into what is
 * bundled can be named twice.
 */
function bundledComponents(notices: string): Component[] {
  const entry = /^Name: (?<name>.+)\nVersion: (?<version>.+)\nLicense: \(?(?<license>.+?)\)?$/gm;
  const found = [...notices.matchAll(entry)].map(({ groups }) => {
    const { name = '', version = '', license = '' } = groups ?? {};
    return { name, version, license };
  });
  return [...new Map(found.map((one) => [`${one.name}@${one.version}`, one])).values()];
}
