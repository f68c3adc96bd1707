// Where things are in this repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** @param path its parts */
export function readJson(...path: string[]) {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}

/**
 * The folders of the workspace's packages, relative to the root, as pnpm-workspace.yaml names them.
 */
export function packageFolders(root: string) {
  return patternsOf(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'))
    .flatMap((pattern) =>
      pattern.endsWith('/*') ? subfolders(root, pattern.slice(0, -2)) : [pattern],
    )
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort();
}

/** The list under `packages:`. A YAML library is not at hand before the first install. */
function patternsOf(yaml: string) {
  const block = /^packages:[ \t]*\n((?:[ \t]+-.*\n|[ \t]*#.*\n|[ \t]*\n)*)/m.exec(`${yaml}\n`);
  const items = block?.[1]?.match(/(?<=^[ \t]+-[ \t]+)[^#\n]+/gm) ?? [];
  return items.map((item) => item.trim().replace(/^(['"])(.*)\1$/, '$2'));
}

function subfolders(root: string, parent: string) {
  if (!existsSync(join(root, parent))) return [];
  return readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`);
}
