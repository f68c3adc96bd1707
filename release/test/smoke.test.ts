import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { smokeTest } from '../lib/smoke.ts';

const manifest = {
  name: 'one',
  version: '1.2.3',
  exports: {
    '.': { types: './index.d.ts', import: './index.cjs', require: './required.cjs' },
    './data.json': './data.json',
    './text.yaml': './text.yaml',
    './package.json': './package.json',
  },
  bin: { 'one-program': './bin.cjs' },
};
const files = {
  'index.cjs': 'exports.one = 1;',
  'required.cjs': 'exports.one = 1;',
  'data.json': '{}',
  'bin.cjs': "console.log(process.argv[2] === '--version' ? '1.2.3' : 'Usage')",
};

test('each module is loaded in both ways, and each program asked', async () => {
  expect(await smokeTest(await installed({}), manifest)).toEqual([
    'import and require of one',
    'import and require of one/data.json',
    'one-program --version, --help',
  ]);
});

test.each([
  ['a module that cannot be loaded', { 'index.cjs': "throw new Error('broken')" }, 'broken'],
  [
    'a module that only CommonJS can load',
    { 'index.cjs': "throw new Error('no import')", 'required.cjs': '' },
    'no import',
  ],
  [
    'a module that only an ES module can load',
    { 'index.cjs': '', 'required.cjs': "throw new Error('no require')" },
    'no require',
  ],
  ['data that cannot be read', { 'data.json': '{' }, 'JSON'],
  ['a program of another version', { 'bin.cjs': "console.log('1.2.2')" }, 'says 1.2.2'],
  [
    'a program that fails when asked for help',
    { 'bin.cjs': "console.log('1.2.3'); process.exit(process.argv[2] === '--help' ? 1 : 0)" },
    'exit code 1',
  ],
])('%s is an error', async (_, changed, message) => {
  await expect(smokeTest(await installed(changed), manifest)).rejects.toThrow(message);
});

test('another Node can be asked to run all of it', async () => {
  const folder = await installed({
    'index.cjs': "if (process.env.NODE_OTHER !== '1') throw new Error('this Node')",
  });
  const other = path.join(folder, 'other-node');
  await writeFile(other, `#!/bin/sh\nNODE_OTHER=1 exec ${process.execPath} "$@"\n`);
  await chmod(other, 0o755);
  await expect(smokeTest(folder, manifest)).rejects.toThrow('this Node');
  expect(await smokeTest(folder, manifest, other)).toHaveLength(3);
});

/** A folder in which the package is installed, with some files changed. */
async function installed(changed: Partial<typeof files>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'connect-smoke-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const modules = path.join(folder, 'node_modules');
  await mkdir(path.join(modules, 'one'), { recursive: true });
  await mkdir(path.join(modules, '.bin'));
  const all = { ...files, ...changed, 'package.json': JSON.stringify(manifest) };
  for (const [name, text] of Object.entries(all))
    await writeFile(path.join(modules, 'one', name), text);
  const program = path.join(modules, '.bin/one-program');
  await writeFile(program, `#!/bin/sh\nexec node ${path.join(modules, 'one/bin.cjs')} "$@"\n`);
  await chmod(program, 0o755);
  return folder;
}
