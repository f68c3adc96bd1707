import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setUp } from '../lib/setup.ts';
import { UserError } from '../lib/user-error.mjs';
import { packageFolders, readJson, repository } from '../lib/workspace.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'set-up-'));
  write('package.json', JSON.stringify({ devDependencies: { pnpm: '10.0.0' } }));
  write(
    'pnpm-workspace.yaml',
    'packages:\n  # by hand\n  - spec\n  - "packages/*"\n\ncatalog:\n  a: 1\n',
  );
  write('pnpm-lock.yaml', 'lock');
  write('spec/package.json', '{}');
  write('packages/client/package.json', '{}');
  write('node_modules/.keep', '');
});

afterEach(() => rmSync(root, { recursive: true }));

describe('setting up', () => {
  test('installs with the pnpm that package.json names, from the lockfile as it is', async () => {
    const installs = await setUpWith();
    expect(installs.map(({ command }) => command)).toEqual([
      `npx --yes --loglevel=error pnpm@10.0.0 --dir ${root} install --frozen-lockfile`,
    ]);
  });

  test('does not run the pnpm that it installs, which would replace itself', async () => {
    const [installed] = await setUpWith();
    expect(relative(root, String(installed?.options.cwd))).toMatch(/^\.\./);
  });

  test('does what it does for an npx around it too', async () => {
    const env = { PATH: '/bin', npm_config_call: 'npm test', npm_config_package: 'node@24' };
    const [installed] = await setUpWith({ env });
    expect(installed?.options.env).toEqual({ PATH: '/bin' });
  });

  test('does nothing when nothing has changed since', async () => {
    await setUpWith();
    expect(await setUpWith()).toEqual([]);
  });

  test.each([
    ['the lockfile', () => write('pnpm-lock.yaml', 'other')],
    ['.pnpmfile.cjs', () => write('.pnpmfile.cjs', 'module.exports = {};')],
    ['package.json', () => write('package.json', '{"devDependencies":{"pnpm":"10.0.1"}}')],
    ['pnpm-workspace.yaml', () => write('pnpm-workspace.yaml', 'packages:\n  - spec\n')],
    ['the package.json of a package', () => write('packages/client/package.json', '{"a":1}')],
    ['the list of packages', () => write('packages/mock/package.json', '{}')],
    [
      'node_modules, by being deleted,',
      () => rmSync(join(root, 'node_modules'), { recursive: true }),
    ],
  ])('installs again when %s has changed', async (_, change) => {
    await setUpWith();
    change();
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    expect(await setUpWith()).toHaveLength(1);
  });

  test('installs again for another Node', async () => {
    await setUpWith({ node: 'v20.19.0' });
    expect(await setUpWith({ node: 'v24.0.0' })).toHaveLength(1);
  });

  test('takes this Node, to the last number, unless it is told of another', async () => {
    await setUpWith({ node: undefined });
    expect(await setUpWith({ node: process.version })).toEqual([]);
  });

  test('says what to do when the installation fails, and tries again next time', async () => {
    const failing = setUpWith({ end: { code: 1, signal: null } });
    await expect(failing).rejects.toThrow(UserError);
    await expect(failing).rejects.toThrow(
      /exit code 1[\s\S]*npm ping[\s\S]*delete the folder node_modules/,
    );
    expect(await setUpWith()).toHaveLength(1);
  });

  test.each([
    [{ code: 2, signal: null }, 'exit code 2'],
    [{ code: null, signal: 'SIGKILL' as const }, 'ended by SIGKILL'],
  ])('has failed with %j, too', async (end, told) => {
    await expect(setUpWith({ end })).rejects.toThrow(told);
  });

  test('says where npx comes from when there is none', async () => {
    await expect(setUpWith({ error: 'ENOENT' })).rejects.toThrow(
      'npx could not be started (ENOENT)',
    );
  });
});

test('the packages are found as pnpm-workspace.yaml names them', () => {
  write('packages/not-a-package/README.md', '');
  expect(packageFolders(root)).toEqual(['packages/client', 'spec']);
});

describe('this repository', () => {
  test('names one version of pnpm', () => {
    const { packageManager, devDependencies } = readJson(repository, 'package.json');
    expect(packageManager).toBe(`pnpm@${devDependencies.pnpm}`);
  });
});

/** Sets up with a spawn that only notes the command. */
async function setUpWith({
  end = { code: 0, signal: null },
  error,
  env = {},
  ...given
}: {
  end?: { code: number | null; signal: NodeJS.Signals | null };
  error?: string;
  node?: string | undefined;
  env?: NodeJS.ProcessEnv;
} = {}) {
  const installs: { command: string; options: SpawnOptions }[] = [];
  const start = (command: string, args: string[], options: SpawnOptions) => {
    installs.push({ command: [command, ...args].join(' '), options });
    const child = new EventEmitter() as ChildProcess;
    queueMicrotask(() =>
      error
        ? child.emit('error', Object.assign(new Error(error), { code: error }))
        : child.emit('close', end.code, end.signal),
    );
    return child;
  };
  const { node } = { node: 'v22.12.0', ...given };
  await setUp({ root, start, say: () => {}, ...(node && { node }), env, now: () => 0 });
  return installs;
}

function write(path: string, text: string) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}
