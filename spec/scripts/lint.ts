// Lints the contract and the workflows, and says where each problem is.
import { lint } from '../lib/lint.ts';

const { code, report } = await lint();
process.stdout.write(report);
process.exitCode = code;
