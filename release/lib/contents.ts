import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** What a package.json says of its entries. */
export interface Manifest {
  exports: object;
  bin?: Record<string, string>;
}

/** All files of an installed package. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'))
    .map((path) => path.slice(folder.length + 1))
    .sort();
}

/**
 * The files that a package's `exports` and `bin` lead to: their targets, what those import, and
 * source maps.
 */
export function reachableFiles(folder: string, { exports, bin = {} }: Manifest): Set<string> {
  const reached = new Set<string>();
  const waiting = [...targetsOf(exports), ...Object.values(bin)].map((path) =>
    posix.normalize(path),
  );
  for (const file of waiting) {
    if (reached.has(file) || !existsSync(`${folder}/${file}`)) continue;
    reached.add(file);
    waiting.push(...mentionedFiles(readFileSync(`${folder}/${file}`, 'utf8'), file));
  }
  return reached;
}

/** The files of an `exports` object, whatever the conditions. */
export function targetsOf(exports: unknown): string[] {
  if (typeof exports === 'string') return [exports];
  return Object.values(exports ?? {}).flatMap(targetsOf);
}

function mentionedFiles(text: string, file: string): string[] {
  if (!/\.[cm]?[jt]s$/.test(file)) return [];
  const specifiers = [
    ...text.matchAll(/(?<=(?:from|import|require|URL)\s*\(?\s*)(["'`])(\.[^"'`]+)\1/g),
  ];
  const maps = [...text.matchAll(/^\/\/# sourceMappingURL=(\S+)$/gm)].map(
    (match) => `./${match[1]}`,
  );
  return [...specifiers.map((match) => String(match[2])), ...maps]
    .flatMap((path) =>
      /\.d\.[cm]?ts$/.test(file) ? [path, path.replace(/\.([cm]?)js$/, '.d.$1ts')] : [path],
    )
    .map((path) => posix.join(posix.dirname(file), path));
}
