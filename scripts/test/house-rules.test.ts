// What the linter refuses in this repository. A rule that is switched off lets one of these pass.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFolders, repository } from '../lib/workspace.ts';

const vitest = `import { expect, test } from 'vitest';\n`;

const refused = [
  ['a focused test', 'noFocusedTests', `${vitest}test.only('a', () => expect(1).toBe(1));\n`],
  ['a skipped test', 'noSkippedTests', `${vitest}test.skip('a', () => expect(1).toBe(1));\n`],
  ['an unused import', 'noUnusedImports', `import { join } from 'node:path';\n`],
  ['an unused variable', 'noUnusedVariables', 'const unused = 1;\n'],
  [
    'a type imported as a value',
    'useImportType',
    `import { A } from './a.js';\nexport type B = A;\n`,
  ],
  ['a built-in module without node:', 'useNodejsImportProtocol', `export { join } from 'path';\n`],
  ['any in code', 'noExplicitAny', 'export const a: any = 1;\n', 'src'],
  [
    'a non-null assertion in code',
    'noNonNullAssertion',
    'export const a = (b?: 1) => b!;\n',
    'src',
  ],
];
// One of the rules that Biome itself recommends, where code of every kind lies.
const folders = ['scripts/lib', ...packageFolders(repository)].flatMap((folder) =>
  ['src', 'lib', 'scripts', 'test', 'generator'].map((inner) => `${folder}/${inner}`),
);
const accepted = `${vitest}\ntest('a', () => expect(1).toBe(1));\n`;

let root: string;
let found: any;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'house-rules-'));
  for (const [index, [, , code, folder = 'test']] of refused.entries()) {
    write(`${folder}/sample${index}.ts`, code);
  }
  for (const folder of folders) write(`${folder}/recommended.js`, 'export const a = 1 == 2;\n');
  write('test/accepted.ts', accepted);
  // Here its patterns mean the same folders as in the repository.
  cpSync(join(repository, 'biome.json'), join(root, 'biome.json'));
  found = lint();
});

afterAll(() => rmSync(root, { recursive: true }));

describe('the linter', () => {
  test.each(refused.map(([what, rule], index) => [what, rule, index]))(
    'refuses %s',
    (_, rule, index) => {
      expect(found).toContainEqual(expect.stringMatching(`/${rule}.*sample${index}\\.ts`));
    },
  );

  test.each(folders)('reads what lies in %s', (folder) => {
    const about = found.filter((line: any) => line.includes(`${folder}/recommended.js`));
    expect(about).toContainEqual(expect.stringContaining('/noDoubleEquals'));
  });

  test('has nothing against code that breaks no rule', () => {
    expect(found.filter((line: any) => line.includes('accepted.ts'))).toEqual([]);
  });
});

function write(path: any, code: any) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), code);
}

/** One line for each error. */
function lint() {
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(repository, 'node_modules/@biomejs/biome/bin/biome'),
      ...['lint', '--reporter=github', '--error-on-warnings', '--vcs-enabled=false'],
      `--config-path=${root}`,
      root,
    ],
    { encoding: 'utf8' },
  );
  return stdout.split('\n').filter((line) => line.startsWith('::'));
}
