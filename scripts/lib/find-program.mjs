import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {string} name
 * @param {string} [path] the folders to look in, as the environment's PATH
 * @returns {string | undefined} the file
 */
export function findProgram(name, path = '') {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}
