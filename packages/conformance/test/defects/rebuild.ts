import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { createSandbox } from '@connect-api/sandbox';
import { build } from 'esbuild';
import type { Edit } from './defects.js';

const source = fileURLToPath(
  new URL('src/', import.meta.resolve('@connect-api/sandbox/package.json')),
);

/**
 * Builds the sandbox from its sources with some edits.
 *
 * @throws {Error} where a text that an edit replaces does not stand there exactly once, or
 *   whose file is no part of the sandbox
 */
export async function rebuildSandbox(edits: Edit[]): Promise<typeof createSandbox> {
  const read = new Set<string>();
  const { outputFiles } = await build({
    entryPoints: [`${source}index.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'edits',
        setup(setting) {
          // They grow with the contract, and no defect is theirs: all that are built share them.
          setting.onResolve({ filter: /^@connect-api\/validators/ }, ({ path: name }) => ({
            path: import.meta.resolve(name),
            external: true,
          }));
          setting.onLoad({ filter: /sandbox\/src\/.*\.ts$/ }, async ({ path: file }) => {
            const name = path.relative(source, file).replaceAll(path.sep, '/');
            read.add(name);
            const own = edits.filter(([edited]) => edited === name);
            const text = await readFile(file, 'utf8');
            return {
              contents: own.reduce((current, edit) => replaceOnce(current, edit), text),
              loader: 'ts',
            };
          });
        },
      },
    ],
  });
  const [unread] = edits.filter(([file]) => !read.has(file));
  if (unread) throw new Error(`The sandbox is not made from ${unread[0]}.`);
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return (await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`)).createSandbox;
}

function replaceOnce(text: string, [file, from, to]: Edit): string {
  const parts = text.split(from);
  if (parts.length !== 2) {
    throw new Error(
      `${file} of the sandbox holds this ${parts.length - 1} times, not once: ${from}`,
    );
  }
  return parts.join(to);
}
