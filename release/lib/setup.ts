import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { install, tarballDependencies } from './install.ts';

const consumers = ['node', 'typescript', 'web'].map((name) =>
  fileURLToPath(new URL(`../consumers/${name}`, import.meta.url)),
);

/**
 * Installs the tarballs once for all tests, and puts the consumers beside them. The tests find the
 * folder by `inject('installed')`.
 */
export default async function setup(project: TestProject) {
  const { folder, remove } = await install(tarballDependencies);
  for (const consumer of consumers) await cp(consumer, folder, { recursive: true });
  project.provide('installed', folder);
  return remove;
}
