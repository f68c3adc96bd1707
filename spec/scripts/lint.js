// Lints the contract with Redocly's strict rules and our own (rules/), and says where each problem is.
import { fileURLToPath } from 'node:url';
import { redocly } from '../lib/redocly.js';

const { code, stdout, stderr } = await redocly(['lint', 'openapi.yaml', '--format', 'codeframe'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
