import { fileURLToPath } from 'node:url';
import { redocly } from '../redocly.js';

/**
 * One entry of `redocly diff --format=json`, as far as it is read here.
 *
 * @typedef {object} RedoclyChange
 * @property {string} path JSON Pointer of the place by which the change is first reached
 * @property {string} typeName such as `Schema` or `Response`
 * @property {'added' | 'removed' | 'modified'} kind
 * @property {string} [property] the keyword that was modified
 * @property {import('./impact.js').Impact} impact
 * @property {{ message: string }[]} verdicts
 * @property {{ pointer: string, value?: any }} [base]
 * @property {{ pointer: string, value?: any }} [revision]
 */

/**
 * @param {string} base path of a bundled contract
 * @param {string} revision path of another
 * @returns {Promise<RedoclyChange[]>}
 * @throws {Error} with what Redocly said, when it cannot compare them
 */
export async function redoclyDiff(base, revision) {
  const { code, stdout, stderr } = await redocly(
    ['diff', base, revision, '--config=redocly-diff.yaml', '--format=json', '--fail-on=none'],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  );
  if (code !== 0) throw new Error(`The contracts could not be compared.\n${stderr}`);
  return JSON.parse(stdout).changes;
}
