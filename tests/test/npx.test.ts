// `npx NAME` runs the npm package of that name, whoever owns it: every command names the package.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Where commands for people and machines stand; turbo.json names what of it is not this package's. */
const places = ['.github', '.ci', 'bench', 'decisions', 'docker', 'docs', 'packages', 'release'];
const files = [...filesIn('.', false), ...[...places, 'scripts', 'spec', 'tests'].flatMap(inside)];

/** The programs, ours and those of what we depend on, that have another name than their package. */
const programs = new Set(
  files
    .filter((file) => path.basename(file) === 'package.json')
    .flatMap((file) => {
      const { bin = {}, dependencies, devDependencies } = JSON.parse(read(file));
      const needed = Object.keys({ ...dependencies, ...devDependencies });
      return [...Object.keys(bin), ...needed.flatMap((name) => programsOf(file, name))];
    }),
);

/** The commands of a text that leave it to npm whose program they run. */
function strangers(text: string): string[] {
  const commands =
    /\b(?:npx|pnpx|bunx|bun x|(?:pnpm|yarn) dlx|npm (?:exec|x)(?: --)?)(?:\s+-[\w-]+(?:=\S+)?)*\s+([\w-]+)/g;
  return [...text.matchAll(commands)]
    .filter(([, name = '']) => programs.has(name) || name.startsWith('connect-'))
    .map(([command]) => command);
}

test.each(
  [
    ['npx', 'connect-mock --port 4010'],
    ['npx --yes', 'connect-anything'],
    ['pnpm dlx', 'connect-sandbox'],
    ['npm exec --', 'connect-conformance'],
    ['bunx', 'connect-mock'],
    ['npx', 'changeset'],
  ].map((words) => words.join(' ')),
)('%s is refused', (command) => {
  expect(strangers(`Run ${command}.`)).toHaveLength(1);
});

test('npx with the name of a package is fine', () => {
  expect(strangers('npx @connect-api/mock, npx --yes pnpm@10.0.0 install, npx turbo')).toEqual([]);
});

test('no command of this repository runs whatever package has the name of a program', () => {
  expect(files).toEqual(expect.arrayContaining(['README.md', 'packages/mock/src/cli.ts']));
  expect(files.flatMap((file) => strangers(read(file)).map((text) => [file, text]))).toEqual([]);
});

function programsOf(manifest: string, name: string): string[] {
  const file = path.join(path.dirname(manifest), 'node_modules', name, 'package.json');
  const { bin } = existsSync(path.join(repository, file)) ? JSON.parse(read(file)) : {};
  return typeof bin === 'object' ? Object.keys(bin).filter((program) => program !== name) : [];
}

function read(file: string): string {
  return readFileSync(path.join(repository, file), 'utf8');
}

function inside(folder: string): string[] {
  return filesIn(folder, true);
}

function filesIn(folder: string, deep: boolean): string[] {
  return readdirSync(path.join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = path.posix.join(folder, entry.name);
    if (entry.isFile()) return isText(entry.name) ? [place] : [];
    return deep && entry.isDirectory() && !isMade(entry.name) ? inside(place) : [];
  });
}

/** Installed, built or reported, and so not written here. */
function isMade(folder: string): boolean {
  return /^(\..*|node_modules|dist|results|tarballs)$/.test(folder);
}

function isText(name: string): boolean {
  return /(\.([cm]?[jt]sx?|json|mdx?|astro|ya?ml)|^Dockerfile|^run)$/.test(name);
}
