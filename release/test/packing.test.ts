// What pnpm changes in a package.json when it packs it, with and without a home for the repository.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { repository } from '../lib/packages.ts';

const manifest = {
  name: 'one',
  dependencies: { two: '1.0.0' },
  devDependencies: { three: '1.0.0' },
  scripts: { build: 'tsdown' },
};

test('what only the workspace needs is left out', async () => {
  expect(await packed({})).toEqual({ name: 'one', dependencies: { two: '1.0.0' } });
});

test('a package says where it comes from, once the repository has a home', async () => {
  expect(await packed({ repository: 'https://github.com/owner/name' })).toEqual({
    name: 'one',
    dependencies: { two: '1.0.0' },
    repository: {
      type: 'git',
      url: 'git+https://github.com/owner/name.git',
      directory: 'packages/one',
    },
    homepage: 'https://github.com/owner/name/tree/main/packages/one#readme',
    bugs: 'https://github.com/owner/name/issues',
  });
});

async function packed(root: object): Promise<unknown> {
  const folder = await mkdtemp(path.join(tmpdir(), 'connect-packing-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(path.join(repository, '.pnpmfile.cjs'), path.join(folder, 'pnpmfile.cjs'));
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(root));
  const { hooks } = createRequire(path.join(folder, 'package.json'))('./pnpmfile.cjs');
  return hooks.beforePacking(manifest, path.join(folder, 'packages/one'));
}
