// What the compiler refuses in this repository. A rule that is switched off lets one of these pass.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compiler } from '../lib/compiler.ts';
import { packageFolders, readJson, repository } from '../lib/workspace.ts';
import { tracked } from './support.ts';

const refused = [
  ['a parameter without a type', 'TS7006', 'export function a(b) { return b; }'],
  ['nothing where a text should be', 'TS2322', 'export const a: string = undefined;'],
  ['a caught error taken for one of a type', 'TS18046', 'try {} catch (e) { e.message; }'],
  ['a property that is never set', 'TS2564', 'export class A { b: string; }'],
  [
    'an entry of a list that may not be there',
    'TS2322',
    'export const a = (b: string[]): string => b[0];',
  ],
  [
    'undefined for a property left out',
    'TS2375',
    'export const a: { b?: string } = { b: undefined };',
  ],
  [
    'a method that replaces another without saying so',
    'TS4114',
    'class A { b() {} }\nexport class C extends A { b() {} }',
  ],
  [
    'a name of a record taken for a property',
    'TS4111',
    'export const a = (b: Record<string, string>) => b.c;',
  ],
  [
    'a case that falls through',
    'TS7029',
    'export function a(b: number) { switch (b) { case 1: b++; default: return b; } }',
  ],
  [
    'a type imported as a value',
    'TS1484',
    `import { T } from './types.js';\nexport const a: T = 1;`,
  ],
  ['a wrong type in JavaScript', 'TS2322', '/** @type {string} */\nexport const a = 1;', 'js'],
];

/** What a package may say of itself; none of it makes the compiler less strict. */
const ownOptions = [
  'allowImportingTsExtensions',
  'declaration',
  'erasableSyntaxOnly',
  'lib',
  'noEmit',
  'types',
];

let root: string;
let told: any;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'compiler-rules-'));
  const nameOf = (index: any, extension = 'ts') => `sample${index}.${extension}`;
  for (const [index, [, , code, extension]] of refused.entries()) {
    writeFileSync(join(root, nameOf(index, extension)), `${code}\n`);
  }
  writeFileSync(join(root, 'types.ts'), 'export type T = number;\n');
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n');
  const config = {
    extends: join(repository, 'tsconfig.base.json'),
    compilerOptions: { types: [] },
    include: ['*'],
  };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(config));
  const { stdout } = spawnSync(compiler, ['-p', root, '--pretty', 'false'], { encoding: 'utf8' });
  told = stdout.split('\n');
});

afterAll(() => rmSync(root, { recursive: true }));

describe('the compiler', () => {
  test.each(refused.map(([what, code], index) => [what, code, index]))(
    'refuses %s',
    (_, code, index) => {
      const about = told.filter((line: any) => line.includes(`sample${index}.`));
      expect(about).toContainEqual(expect.stringContaining(`error ${code}:`));
    },
  );

  test('has nothing against code that breaks no rule', () => {
    expect(told.filter((line: any) => line.includes('types.ts'))).toEqual([]);
  });
});

const configurations = tracked()
  .filter((file) => file.endsWith('/tsconfig.json'))
  .map((file) => [file, readJsonc(file)]);

describe('the configuration of a package', () => {
  test.each(configurations)('%s takes over every rule', (_, { extends: base, compilerOptions }) => {
    expect(base).toMatch(/^(\.\.\/)+tsconfig\.base\.json$/);
    expect(ownOptions).toEqual(expect.arrayContaining(Object.keys(compilerOptions ?? {})));
  });

  test.each(configurations)('%s leaves no folder with TypeScript out', (file, { include }) => {
    const folder = file.slice(0, -'tsconfig.json'.length);
    const names = include.map((pattern: any) => pattern.split('/*')[0]);
    const packages = packageFolders(repository).map((each) => `${each}/`);
    const own = tracked()
      .filter((each) => each.startsWith(folder) && /\.[cm]?ts$/.test(each))
      // A package inside has a configuration of its own; what a consumer compiles is an example.
      .filter(
        (each) =>
          !packages.some(
            (inner) => inner !== folder && inner.startsWith(folder) && each.startsWith(inner),
          ),
      )
      .filter((each) => !each.startsWith('release/consumers/'))
      .map((each) => each.slice(folder.length));
    const left = own.filter((each) => {
      const [first] = each.split('/');
      const isCovered = names.some((name: any) => each.startsWith(`${name}/`) || each === name);
      return !(
        isCovered ||
        (first === each && include.some((pattern: any) => fits(pattern, each)))
      );
    });
    expect(
      left.filter((each) => !allowed.some((known) => `${folder}${each}`.startsWith(known))),
    ).toEqual([]);
  });

  test.each(packageFolders(repository).filter(hasTypeScript))(
    '%s is compiled by npm test',
    (folder) => {
      const { scripts = {} } = readJson(repository, folder, 'package.json');
      const isTestedFor = () =>
        /typecheck:\s*\{[^}]*enabled: true[^}]*tsconfig\.json/s.test(
          readFileSync(join(repository, folder, 'vitest.config.ts'), 'utf8'),
        );
      if (!/(^|[\s/])tsc --noEmit(\s|$)/.test(scripts.typecheck ?? ''))
        expect(isTestedFor()).toBe(true);
    },
  );
});

/** Not compiled, each for its reason. */
const allowed = [
  // Starlight comes as sources that do not compile under these rules.
  'docs/astro.config.ts',
  // They import modules that only Astro makes.
  'docs/src/content.config.ts',
  'docs/src/pages/',
];

/** `*.config.ts` and the like. */
function fits(pattern: any, name: any) {
  const [start, end] = pattern.split('*');
  return end !== undefined && name.startsWith(start) && name.endsWith(end);
}

function hasTypeScript(folder: any) {
  return configurations.some(([file]) => file === `${folder}/tsconfig.json`);
}

/** JSON with comments that fill their lines. */
function readJsonc(file: any) {
  return JSON.parse(readFileSync(join(repository, file), 'utf8').replace(/^\s*\/\/.*$/gm, ''));
}
