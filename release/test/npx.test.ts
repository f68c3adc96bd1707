// Every command that people are told is `npx @connect-api/NAME`.
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { installedPackage } from '../lib/installed.ts';
import { type PublishedPackage, publishedPackages, repository } from '../lib/packages.ts';
import { run } from '../lib/run.ts';

const installed = inject('installed');
const programs = publishedPackages.flatMap((published) => {
  const { bin = {} } = installedPackage(installed, published.name).manifest;
  return Object.keys(bin).map((program) => ({ ...published, program }));
});

// npx takes the only program of a package, or the one with its name.
test.each(programs)('$name has no other program than $program', ({ name }) => {
  expect(programs.filter((program) => program.name === name)).toHaveLength(1);
});

// It looks there before it asks a registry.
test.each(programs)('$name of a clone is its own', ({ name, folder: own, program }) => {
  const modules = path.join(repository, 'node_modules');
  expect(realpathSync(path.join(modules, name))).toBe(path.join(repository, own));
  expect(existsSync(path.join(modules, '.bin', program))).toBe(true);
});

test('npx starts the first of them in a clone', async () => {
  const { name, version } = programs[0] as PublishedPackage;
  const answer = await run('npx', ['--no', '--', name, '--version'], { cwd: repository });
  expect(answer).toContain(version);
});
