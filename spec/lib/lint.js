import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { redocly } from './redocly.js';

const spec = fileURLToPath(new URL('..', import.meta.url));

/**
 * Lints the contract with Redocly's strict rules and our own (rules/), and the workflows.
 *
 * @param {{ cwd?: string }} [options] `cwd`: the folder that the report names files from, default spec/
 */
export async function lint({ cwd = spec } = {}) {
  const workflows = readdirSync(path.join(spec, 'workflows')).map((name) => `workflows/${name}`);
  const [config = '', ...files] = ['redocly.yaml', 'openapi.yaml', ...workflows].map((file) =>
    path.relative(cwd, path.join(spec, file)),
  );
  const { code, stdout, stderr } = await redocly(
    ['lint', ...files, '--config', config, '--format', 'codeframe'],
    { cwd },
  );
  // Redocly offers to ignore what it found; this contract has no ignore file.
  return {
    code,
    stdout,
    stderr: stderr.replace(/^run `redocly lint --generate-ignore-file`.*\n/m, ''),
  };
}
