import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { install, tarballDependencies } from './install.ts';

/** Where the files of a consumer are. */
export function consumerFolder(name: string): string {
  return fileURLToPath(new URL(`../consumers/${name}`, import.meta.url));
}

/**
 * Installs the tarballs once for all tests, and puts the consumers beside them. The tests find the
 * folder by `inject('installed')`.
 */
export default async function setup(project: TestProject) {
  const { folder, remove } = await install(tarballDependencies);
  for (const consumer of ['node', 'typescript', 'web'])
    await cp(consumerFolder(consumer), folder, { recursive: true });
  project.provide('installed', folder);
  return remove;
}
