import { join } from 'node:path';
import { targetsOf } from './contents.js';
import { run } from './run.js';

/**
 * Tries an installed package: loads each of its modules in both ways, and asks each bin for its
 * version and its help.
 *
 * @param {string} folder where it is installed
 * @param {{ name: string, version: string, exports: object, bin?: Record<string, string> }} manifest
 * @param {NodeJS.ProcessEnv} [env] its PATH says which Node it is tried on
 * @returns {Promise<string[]>} what was done, a line each
 * @throws with what was printed, when something fails
 */
export async function smokeTest(folder, { name, version, exports, bin = {} }, env = process.env) {
  const modules = Object.entries(exports)
    .filter(([, targets]) => targetsOf(targets).some((file) => /\.([cm]?js|json)$/.test(file)))
    .map(([entry]) => entry.replace(/^\./, name))
    .filter((specifier) => !specifier.endsWith('package.json'));
  /** @param {string} specifier */
  const load = async (specifier) => {
    const isData = specifier.endsWith('.json');
    const attributes = isData ? `, { with: { type: 'json' } }` : '';
    const program = `require('${specifier}'); import('${specifier}'${attributes});`;
    await run('node', ['--eval', program], { cwd: folder, env });
    return `import and require of ${specifier}`;
  };
  /** @param {string} command */
  const ask = async (command) => {
    const program = join(folder, 'node_modules/.bin', command);
    const answer = await run(program, ['--version'], { cwd: folder, env });
    if (!answer.includes(version)) throw new Error(`${command} --version says ${answer}`);
    await run(program, ['--help'], { cwd: folder, env });
    return `${command} --version, --help`;
  };
  return Promise.all([...modules.map(load), ...Object.keys(bin).map(ask)]);
}
