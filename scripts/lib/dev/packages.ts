// Makes again, inside this process, what packages make from the contract.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chdir } from 'node:process';
import { pathToFileURL } from 'node:url';
import type { OpenApiDocument, writeGenerated } from '../../../spec/lib/index.ts';
import { packageFolders } from '../workspace.ts';

export type WriteGenerated = typeof writeGenerated;

const generator = 'generator/index.ts';

/** The packages with a generator: `generate(document, digest)` gives its files by name. */
export const generatingPackages = (root: string) =>
  packageFolders(root).filter((folder) => existsSync(join(root, folder, generator)));

/**
 * @param folders of packages
 * @returns writes what was made in memory
 */
export async function generateFor(
  root: string,
  folders: string[],
  { document, digest }: { document: OpenApiDocument; digest: string },
): Promise<(write: WriteGenerated) => Promise<void>> {
  const made: { folder: string; files: Record<string, string> }[] = [];
  for (const folder of folders) {
    const { generate } = await load(join(root, folder, generator));
    made.push({ folder, files: await generate(document, digest) });
  }
  return async (writeGenerated) => {
    for (const { folder, files } of made) {
      const target = pathToFileURL(join(root, folder, 'src/generated/'));
      await writeGenerated(files, { folder: target, verify: false });
    }
  };
}

/**
 * Builds what a service runs: ES modules, without declarations.
 *
 * @param folder of a package with a tsdown.config.ts
 * @returns the names of its files
 */
export async function buildPackage(
  root: string,
  folder: string,
  { write = true }: { write?: boolean } = {},
): Promise<string[]> {
  const cwd = join(root, folder);
  const { build } = await load(createRequire(join(cwd, 'package.json')).resolve('tsdown'));
  const before = process.cwd();
  // What a configuration imports is looked for from the current folder.
  chdir(cwd);
  try {
    const { bundles } = await build({
      cwd,
      write,
      format: ['esm'],
      dts: false,
      clean: write && ['dist/**/*.js', 'dist/**/*.js.map'],
      // It is for declarations, and the builder does not wait for it: it would end in another folder.
      onSuccess() {},
      logLevel: 'silent',
    });
    return bundles.flatMap(({ chunks }: Bundle) => chunks.map(({ fileName }) => fileName));
  } finally {
    chdir(before);
  }
}

interface Bundle {
  chunks: { fileName: string }[];
}

const load = (file: string) => import(pathToFileURL(file).href);
