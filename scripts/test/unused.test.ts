// What Knip finds in this repository's kinds of folders. A rule or folder that is left out lets one pass.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFolders, readJson, repository } from '../lib/workspace.ts';

// In each a package whose entry uses one of two exports, and no dependency.
const folders = packageFolders(repository);

let root: string;
let found: any;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'unused-'));
  for (const name of ['knip.json', 'pnpm-workspace.yaml']) {
    cpSync(join(repository, name), join(root, name));
  }
  for (const folder of ['.', ...folders]) {
    const source = folder === '.' ? 'scripts' : `${folder}/src`;
    write(
      `${source}/main.ts`,
      `import { used } from './part.ts';\nused();\nimport('not-listed');\n`,
    );
    write(`${source}/part.ts`, 'export const used = () => 1;\nexport const unused = 2;\n');
    write(`${source}/forgotten.ts`, 'export const forgotten = 3;\n');
    const { name } = readJson(repository, folder, 'package.json');
    write(
      join(folder, 'package.json'),
      JSON.stringify({
        name,
        type: 'module',
        private: true,
        main: `./${source === 'scripts' ? source : 'src'}/main.ts`,
        dependencies: { 'never-used': '1.0.0' },
      }),
    );
  }
  const { stdout } = spawnSync(
    process.execPath,
    [join(repository, 'node_modules/knip/bin/knip.js'), '--reporter=json', '--no-progress'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  found = JSON.parse(stdout);
}, 60_000);

afterAll(() => rmSync(root, { recursive: true }));

describe('Knip', () => {
  test.each(['.', ...folders])('finds in %s what nobody uses, and what nobody has', (folder) => {
    const base = folder === '.' ? '' : `${folder}/`;
    const source = folder === '.' ? 'scripts' : `${folder}/src`;
    expect(named('files')).toContain(`${source}/forgotten.ts`);
    expect(named('exports', `${source}/part.ts`)).toEqual(['unused']);
    expect(named('dependencies', `${base}package.json`)).toEqual(['never-used']);
    expect(named('unlisted', `${source}/main.ts`)).toEqual(['not-listed']);
  });
});

/** Of one kind: names of a file, or of all files. */
function named(kind: string, file?: string) {
  return found.issues
    .filter((each: any) => file === undefined || each.file === file)
    .flatMap((each: any) => each[kind] ?? [])
    .map(({ name }: any) => name);
}

function write(path: string, code: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), code);
}
