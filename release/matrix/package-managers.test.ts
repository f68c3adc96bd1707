// Each package manager installs everything by name from a registry, and what it installed runs.
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, onTestFinished, test } from 'vitest';
import { namedDependencies } from '../lib/install.ts';
import { installedPackage } from '../lib/installed.ts';
import { type PublishedPackage, publishedPackages } from '../lib/packages.ts';
import { run } from '../lib/run.ts';
import { consumerFolder } from '../lib/setup.ts';
import { installPackageManagers } from './tools.ts';

const registry = inject('registry');
const { programs, versions, remove } = await installPackageManagers();
afterAll(remove);

const names = Object.entries(namedDependencies).map((release) => release.join('@'));
const node = process.execPath;
// Everyone's other packages come from where npm takes them on this machine.
const others = (await run('npm', ['config', 'get', 'registry'])).trim();

/** Fresh packages are what a rehearsal is about; some managers wait for a day otherwise. */
const managers: [string, { add: string[]; start?: string[]; files?: Record<string, string> }][] = [
  ['npm', { add: ['npm', 'install'] }],
  [versions['pnpm-10'], { add: [node, programs.pnpm10, 'add'] }],
  [
    versions['pnpm-12'],
    {
      add: [programs.pnpm12, 'add'],
      files: { 'pnpm-workspace.yaml': 'minimumReleaseAge: 0\n' },
    },
  ],
  [versions['yarn-1'], { add: [node, programs.yarn1, 'add'] }],
  [
    `${versions['yarn-4']} with PnP`,
    {
      add: [node, programs.yarn4, 'add'],
      start: [node, programs.yarn4, 'node'],
      files: {
        'yarn.lock': '',
        '.yarnrc.yml': [
          `npmRegistryServer: '${others}'`,
          `npmScopes: { connect-api: { npmRegistryServer: '${registry.url}' } }`,
          'unsafeHttpWhitelist: [127.0.0.1]',
          "npmPreapprovedPackages: ['@connect-api/*']",
          // Its cache of metadata does not tell one port from another.
          'globalFolder: ./.yarn/global',
          'enableTelemetry: false',
          'enableImmutableInstalls: false',
        ].join('\n'),
      },
    },
  ],
  [versions.bun, { add: [programs.bun, 'add'] }],
];

test.each(managers)('%s installs what runs', async (_, { add, start = [node], files = {} }) => {
  const folder = await emptyFolder(files);
  await cp(consumerFolder('node'), folder, { recursive: true });
  await runIn(folder, [...add, ...names]);
  for (const file of ['module.mjs', 'commonjs.cjs']) {
    const printed = JSON.parse(await runIn(folder, [...start, file]));
    expect(printed).toMatchObject({ refused: 'SUBSCRIPTION_NOT_FOUND', verdict: 'kept' });
  }
});

test.each(programsOf(publishedPackages))(
  'npx runs $name from the registry',
  async ({ name, version }) => {
    const folder = await emptyFolder();
    expect(await runIn(folder, ['npx', '--yes', name, '--version'])).toContain(version);
  },
);

function programsOf(packages: PublishedPackage[]): PublishedPackage[] {
  return packages.filter(
    ({ name }) => installedPackage(inject('installed'), name).manifest.bin !== undefined,
  );
}

async function emptyFolder(files: Record<string, string> = {}): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'connect-manager-')));
  onTestFinished(() => rm(folder, { recursive: true }));
  const all = {
    'package.json': '{"name":"consumer","private":true}',
    '.npmrc': registry.npmrc,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) await writeFile(join(folder, name), text);
  return folder;
}

function runIn(cwd: string, [program = '', ...args]: string[]): Promise<string> {
  return run(program, args, { cwd });
}
