import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './contents.js';

/** @typedef {{ name: string, version: string, license: string }} Component */

/**
 * @param {string} folder where packages are installed
 * @param {string} name of one of them
 */
export function installedPackage(folder, name) {
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
 *
 * @param {string} folder
 * @returns {Component[]}
 */
export function installedComponents(folder) {
  const lockfile = readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8');
  return Object.entries(JSON.parse(lockfile).packages).map(([path, { version, license }]) => ({
    name: path.replace(/^.*node_modules\//, ''),
    version,
    license: license ?? 'unknown',
  }));
}

/**
 * What became part of a package's code, as its notices list it.
 *
 * @param {string} notices
 * @returns {Component[]}
 */
function bundledComponents(notices) {
  const entry = /^Name: (?<name>.+)\nVersion: (?<version>.+)\nLicense: \(?(?<license>.+?)\)?$/gm;
  return [...notices.matchAll(entry)].map(({ groups }) => {
    const { name = '', version = '', license = '' } = groups ?? {};
    return { name, version, license };
  });
}
