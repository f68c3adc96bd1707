// Lints the contract and the workflows, and says where each problem is.
import { lint } from '../lib/lint.js';

const { code, stdout, stderr } = await lint();
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
