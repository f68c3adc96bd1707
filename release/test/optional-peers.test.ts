// What only some need is not installed with a package, and is asked for by name.
import { expect, inject, test } from 'vitest';
import { installedComponents, installedPackage } from '../lib/installed.ts';
import { publishedPackages } from '../lib/packages.ts';
import { run } from '../lib/run.ts';

const installed = inject('installed');
const sandbox = '@connect-api/sandbox';

test('no optional peer of a package is installed with it', () => {
  const peers = publishedPackages.flatMap(({ name }) =>
    Object.keys(installedPackage(installed, name).manifest.peerDependencies ?? {}),
  );
  expect(peers).toEqual(['classic-level', 'ioredis']);
  const names = installedComponents(installed).map(({ name }) => name);
  expect(names.filter((name) => peers.includes(name))).toEqual([]);
});

test('a sandbox that needs one names it with its version, however it was loaded', async () => {
  const program = `
    const load = { import: () => import('${sandbox}/node'), require: async () => require('${sandbox}/node') };
    const answers = [{ data: 'state' }, { store: 'redis://localhost:6379/0' }].flatMap((options) =>
      Object.values(load).map(async (module) => (await module()).startSandbox(options).catch(String)));
    Promise.all(answers).then((said) => console.log(JSON.stringify(said)));`;
  const said = JSON.parse(await run(process.execPath, ['--eval', program], { cwd: installed }));
  const { peerDependencies } = installedPackage(installed, sandbox).manifest;
  const commands = Object.entries<string>(peerDependencies).map(
    ([name, range]) => `npm install ${name}@${range.replace(/^\^(\d+).*/, '$1')}`,
  );
  const [directory, store] = commands.map((command) => expect.stringMatching(`${command}$`));
  expect(said).toEqual([directory, directory, store, store]);
});
