import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param path the folders to look in, as the environment's PATH
 * @returns the file
 */
export function findProgram(name: string, path: string = ''): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}
