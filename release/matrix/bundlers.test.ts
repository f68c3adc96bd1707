// Test runners, bundlers and frameworks: each installed with our packages from the registry, and run.
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { namedDependencies } from '../lib/install.ts';
import { run } from '../lib/run.ts';
import { consumerFolder } from '../lib/setup.ts';
import { answers, printedInWorker } from '../test/consumers.ts';

const registry = inject('registry');

test('Jest loads the packages as CommonJS', async () => {
  const folder = await install('jest');
  await bin(folder, 'jest', ['commonjs']);
});

test('Jest loads the packages as ES modules', async () => {
  const folder = await install('jest');
  await bin(folder, 'jest', ['module'], { NODE_OPTIONS: '--experimental-vm-modules' });
});

test('Vitest with jsdom loads the packages into a page', async () => {
  const folder = await install('jsdom', 'web');
  await bin(folder, 'vitest', ['run']);
});

test('webpack bundles the page', async () => {
  const folder = await install('webpack', 'web');
  await bin(folder, 'webpack', ['./page.js', '--mode=production', '--output-path=out']);
  expect(await printedInWorker(await read(folder, 'out/main.js'))).toEqual(answers);
});

test('Vite bundles the page', async () => {
  const folder = await install('vite', 'web');
  await bin(folder, 'vite', ['build']);
  expect(await printedInWorker(await read(folder, 'dist/page.js'))).toEqual(answers);
});

test('Metro, the bundler of React Native, bundles the page', async () => {
  const folder = await install('metro', 'web');
  await bin(folder, 'metro', [
    'build',
    'page.js',
    '--out',
    'out.js',
    '--config',
    'metro.config.cjs',
  ]);
  expect(await printedInWorker(await read(folder, 'out.js'))).toEqual(answers);
});

test('Next.js renders with the packages on the server, and bundles them for the browser', async () => {
  const folder = await install('next');
  await bin(folder, 'next', ['build'], { NEXT_TELEMETRY_DISABLED: '1' });
  const page = await read(folder, 'out/index.html');
  expect(page).toMatch(/<p id="pending">2024-01-16<\/p>/);
  expect(page).toMatch(/<button type="button">Cancel<\/button>/);
});

/** A folder with the files of these consumers, in which npm has installed what they name, and our packages. */
async function install(...consumers: string[]): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'connect-bundler-')));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of consumers) await cp(consumerFolder(name), folder, { recursive: true });
  await writeFile(join(folder, '.npmrc'), registry.npmrc);
  const names = Object.entries(namedDependencies).map((release) => release.join('@'));
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...names], {
    cwd: folder,
  });
  return folder;
}

function bin(folder: string, name: string, args: string[], env: Record<string, string> = {}) {
  const program = join(folder, 'node_modules/.bin', name);
  return run(program, args, { cwd: folder, env: { ...process.env, ...env } });
}

function read(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), 'utf8');
}
