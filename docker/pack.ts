// Packs mock, sandbox and what they need of this workspace into /tarballs, and lists there what npm
// installs of them.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = '/tarballs';
const packages = ['types', 'validators', 'mock', 'sandbox'].map((name) => `@connect-api/${name}`);
const manifestOf = (place: string) => JSON.parse(readFileSync(`${place}/package.json`, 'utf8'));
const pnpm = ['--yes', `pnpm@${manifestOf('.').devDependencies.pnpm}`];

run(
  'npx',
  ...pnpm,
  '--filter={.}',
  ...packages.map((name) => `--filter=${name}...`),
  'install',
  '--frozen-lockfile',
);
run('npx', 'turbo', 'run', 'build', ...packages.map((name) => `--filter=${name}`));
run(
  'npx',
  ...pnpm,
  ...packages.map((name) => `--filter=${name}`),
  'pack',
  '--pack-destination',
  folder,
);

// For --data and --store, in the versions that they are tested with.
const { peerDependencies, devDependencies } = manifestOf('packages/sandbox');
const peers = Object.keys(peerDependencies).map((name) => `${name}@${devDependencies[name]}`);
const tarballs = readdirSync(folder).map((name) => `${folder}/${name}`);
writeFileSync(`${folder}/install.txt`, [...tarballs, ...peers].join('\n'));

function run(command: string, ...args: string[]) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
