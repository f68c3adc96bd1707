import { cp } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { install, namedDependencies } from '../lib/install.ts';
import { startRegistry } from '../lib/registry.ts';
import { consumerFolder } from '../lib/setup.ts';

// For the project that has the types of Node and not those of the DOM.
const nodeTypes = { '@types/node': '20.19.43' };

/**
 * Publishes everything to a registry on this machine, installs it from there by name, and puts the
 * consumers beside it. The tests find the folder by `inject('installed')`, the registry by
 * `inject('registry')`.
 */
export default async function setup(project: TestProject) {
  const { close, ...registry } = await startRegistry();
  const { folder, remove } = await install({ ...namedDependencies, ...nodeTypes }, registry);
  for (const consumer of ['node', 'typescript', 'web', 'workerd'])
    await cp(consumerFolder(consumer), folder, { recursive: true });
  project.provide('installed', folder);
  project.provide('registry', registry);
  return async () => {
    await remove();
    await close();
  };
}
