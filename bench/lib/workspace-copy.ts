// A copy of some packages of the repository, to run their scripts over another contract.

import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenApiDocument } from '@connect-api/spec';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const work = fileURLToPath(new URL('../.reports/copy/', import.meta.url));

// What a package makes from the contract is made anew.
const made = /^(node_modules|\.astro|\.turbo|\.reports|test|src[/\\]generated)$/;
// The contract that is put in comes in one file, and lint asks for no file that nothing refers to.
const parts = /^(paths|components|webhooks)$/;

/**
 * Copies `spec` with this contract in place of the real one, as source and as bundle, and packages,
 * which find each other and the contract in the copy and all else where it is installed.
 *
 * @param packages folders in the repository, such as `packages/types`
 * @returns the folder of the copy
 */
export async function copyWorkspace(
  contract: OpenApiDocument,
  packages: string[],
): Promise<string> {
  await rm(work, { recursive: true, force: true });
  const folders = ['spec', ...packages];
  for (const folder of folders) await copyPackage(folder, folders);
  await cp(path.join(repository, 'tsconfig.base.json'), path.join(work, 'tsconfig.base.json'));
  // What the configurations import; it finds the repository's own compiler where it really is.
  await symlink(path.join(repository, 'scripts'), path.join(work, 'scripts'), 'junction');
  const text = JSON.stringify(contract, null, 2);
  await writeFile(path.join(work, 'spec/openapi.yaml'), text); // JSON is YAML.
  await writeFile(path.join(work, 'spec/dist/openapi.json'), text);
  return work;
}

export const removeCopy = () => rm(work, { recursive: true, force: true });

async function copyPackage(folder: string, copied: string[]) {
  const [from, to] = [path.join(repository, folder), path.join(work, folder)];
  await cp(from, to, {
    recursive: true,
    filter(file) {
      const name = path.relative(from, file);
      return !made.test(name) && (folder === 'spec' ? !parts.test(name) : !isDist(file));
    },
  });
  await linkEach(path.join(from, 'node_modules'), path.join(to, 'node_modules'));
  for (const other of copied) {
    const link = path.join(to, 'node_modules/@connect-api', path.basename(other));
    // Only what the package depends on.
    const present = await rm(link).then(
      () => true,
      () => false,
    );
    if (present) await symlink(path.join(work, other), link, 'junction');
  }
}

const isDist = (file: string) => path.basename(file) === 'dist';

/** Links to what is installed for a package. */
async function linkEach(from: string, to: string) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.name.startsWith('@')) await linkEach(source, target);
    else if (!entry.name.startsWith('.') || entry.name === '.bin')
      await symlink(source, target, 'junction');
  }
}
