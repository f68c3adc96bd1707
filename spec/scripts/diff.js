// Lists what changed in the contract since the last release (released/openapi.yaml), by severity.
// Arguments are passed on to `redocly diff`, for example --format=markdown or --fail-on=major.
import { fileURLToPath } from 'node:url';
import { redocly } from '../lib/redocly.js';

const extra = process.argv.slice(2);
const failOn = extra.some((argument) => argument.startsWith('--fail-on')) ? [] : ['--fail-on=none'];
const { code, stdout, stderr } = await redocly(
  [
    'diff',
    'released/openapi.yaml',
    'dist/openapi.yaml',
    '--config=redocly-diff.yaml',
    ...failOn,
    ...extra,
  ],
  { cwd: fileURLToPath(new URL('..', import.meta.url)) },
);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
