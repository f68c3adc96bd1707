// Makes again, inside this process, what packages make from the contract.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chdir } from 'node:process';
import { pathToFileURL } from 'node:url';
import { packageFolders } from '../workspace.mjs';

const generator = 'generator/index.ts';

/** The packages with a generator: `generate(document, digest)` gives its files by name. */
export const generatingPackages = (root) =>
  packageFolders(root).filter((folder) => existsSync(join(root, folder, generator)));

/**
 * @param {string} root
 * @param {string[]} folders of packages
 * @param {{ document: any, digest: string }} contract
 * @returns {Promise<(writeGenerated: Function) => Promise<void>>} writes what was made in memory
 */
export async function generateFor(root, folders, { document, digest }) {
  const made = [];
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
 * @param {string} root
 * @param {string} folder of a package with a tsdown.config.ts
 * @param {{ write?: boolean }} [options]
 */
export async function buildPackage(root, folder, { write = true } = {}) {
  const cwd = join(root, folder);
  const { build } = await load(createRequire(join(cwd, 'package.json')).resolve('tsdown'));
  const before = process.cwd();
  // What a configuration imports is looked for from the current folder.
  chdir(cwd);
  try {
    await build({
      cwd,
      write,
      format: ['esm'],
      dts: false,
      clean: write && ['dist/**/*.js', 'dist/**/*.js.map'],
      logLevel: 'silent',
    });
  } finally {
    chdir(before);
  }
}

const load = (file) => import(pathToFileURL(file));
