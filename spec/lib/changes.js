import { fileURLToPath } from 'node:url';
import { redocly } from './redocly.js';

/**
 * @typedef {object} Change of the contract, as `redocly diff` tells it
 * @property {'major' | 'minor' | 'patch'} impact
 * @property {'added' | 'removed' | 'modified'} kind
 * @property {{ message: string }[]} verdicts why it has this impact, where a rule says so
 * @property {Place} [base] where it stood and what it was
 * @property {Place} [revision] where it stands and what it is
 *
 * @typedef {{ pointer: string, value?: unknown }} Place
 */

/**
 * Compares the bundled contract with the one of the last release (released/openapi.yaml).
 *
 * @param {string[]} args for `redocly diff`, for example `--format=json`
 */
export function diffSinceRelease(args) {
  return redocly(
    ['diff', 'released/openapi.yaml', 'dist/openapi.yaml', '--config=redocly-diff.yaml', ...args],
    { cwd: fileURLToPath(new URL('..', import.meta.url)) },
  );
}

/**
 * What changed in the contract since its last release.
 *
 * @returns {Promise<Change[]>}
 */
export async function changesSinceRelease() {
  const { code, stdout, stderr } = await diffSinceRelease(['--fail-on=none', '--format=json']);
  if (code !== 0) throw new Error(`The contract could not be compared: ${stderr}`);
  return JSON.parse(stdout).changes;
}
