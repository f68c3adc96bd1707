import { join } from 'node:path';
import { type Manifest, targetsOf } from './contents.ts';
import { run } from './run.ts';

/**
 * Tries an installed package: loads each of its modules in both ways, and asks each bin for its
 * version and its help.
 *
 * @param folder where it is installed
 * @param node another Node than this one to run everything with
 * @returns what was done, a line each
 * @throws with what was printed, when something fails
 */
export async function smokeTest(
  folder: string,
  { name, version, exports, bin = {} }: Manifest & { name: string; version: string },
  node?: string,
): Promise<string[]> {
  const modules = Object.entries(exports)
    .filter(([, targets]) => targetsOf(targets).some((file) => /\.([cm]?js|json)$/.test(file)))
    .map(([entry]) => entry.replace(/^\./, name))
    .filter((specifier) => !specifier.endsWith('package.json'));
  const load = async (specifier: string) => {
    const isData = specifier.endsWith('.json');
    const attributes = isData ? `, { with: { type: 'json' } }` : '';
    const program = `require('${specifier}'); import('${specifier}'${attributes});`;
    await run(node ?? process.execPath, ['--eval', program], { cwd: folder });
    return `import and require of ${specifier}`;
  };
  const ask = async ([command, file]: [string, string]) => {
    const [program, ...first] = node
      ? [node, join(folder, 'node_modules', name, file)]
      : [join(folder, 'node_modules/.bin', command)];
    const answer = await run(program, [...first, '--version'], { cwd: folder });
    if (!answer.includes(version)) throw new Error(`${command} --version says ${answer}`);
    await run(program, [...first, '--help'], { cwd: folder });
    return `${command} --version, --help`;
  };
  return Promise.all([...modules.map(load), ...Object.entries(bin).map(ask)]);
}
