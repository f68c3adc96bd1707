import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { filesOf, reachableFiles, targetsOf } from '../lib/contents.ts';
import { installedComponents, installedPackage } from '../lib/installed.ts';

const files = {
  'dist/index.js': "import './a.js';\nexport * from './b.js';\nimport('./later.js');",
  'dist/a.js': "import { b } from './b.js';\n//# sourceMappingURL=a.js.map\n",
  'dist/a.js.map': '{}',
  'dist/b.js': "import './a.js';\nconst data = new URL('./data.json', import.meta.url);",
  'dist/data.json': '{}',
  'dist/later.js': '',
  'dist/index.d.ts': "export type { C } from './c.js';",
  'dist/c.d.ts': '',
  'bin/program.js': "require('../dist/required.cjs');",
  'dist/required.cjs': '',
};

test('what exports and bins lead to is reached, in circles too, and nothing else is', async () => {
  const folder = await folderWith({ ...files, 'dist/forgotten.js': '' });
  const manifest = {
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    bin: { program: './bin/program.js' },
  };
  expect([...reachableFiles(folder, manifest)].sort()).toEqual(Object.keys(files).sort());
  expect(filesOf(folder)).toContain('dist/forgotten.js');
});

test('an entry is found under every condition', () => {
  const exports = {
    '.': { import: { types: 'a', default: 'b' }, require: 'c' },
    './d': 'd',
    './e': null,
  };
  expect(targetsOf(exports)).toEqual(['a', 'b', 'c', 'd']);
});

test('what has no licence is not passed over, and what is bundled twice is there once', async () => {
  const notice = 'Name: ajv\nVersion: 8.0.0\nLicense: (MIT)\n';
  const packages = {
    'node_modules/a': { version: '1.0.0', license: 'MIT' },
    'node_modules/a/node_modules/@b/c': { version: '2.0.0' },
  };
  const folder = await folderWith({
    'node_modules/.package-lock.json': JSON.stringify({ packages }),
    'node_modules/a/package.json': '{}',
    'node_modules/a/dist/THIRD-PARTY-NOTICES.txt': `${notice}\n---\n${notice}`,
  });
  expect(installedComponents(folder)).toEqual([
    { name: 'a', version: '1.0.0', license: 'MIT' },
    { name: '@b/c', version: '2.0.0', license: 'unknown' },
  ]);
  expect(installedPackage(folder, 'a').bundled).toEqual([
    { name: 'ajv', version: '8.0.0', license: 'MIT' },
  ]);
});

async function folderWith(content: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'connect-contents-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(content)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}
