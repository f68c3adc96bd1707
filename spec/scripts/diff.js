// Lists what changed in the contract since the last release (released/openapi.yaml), by severity.
// Arguments are passed on to `redocly diff`, for example --format=markdown or --fail-on=major.
import { diffSinceRelease } from '../lib/changes.js';

const extra = process.argv.slice(2);
const failOn = extra.some((argument) => argument.startsWith('--fail-on')) ? [] : ['--fail-on=none'];
const { code, stdout, stderr } = await diffSinceRelease([...failOn, ...extra]);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
