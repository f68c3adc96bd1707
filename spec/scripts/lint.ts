// Lints the contract and the workflows, and says where each problem is.
import { lint } from '../lib/lint.ts';

const { code, report } = await lint().catch((error: Error) => ({
  code: 1,
  // Redocly's own words; a stack of ours would say nothing more.
  report: `${error.message.trim()}\n`,
}));
process.stdout.write(report);
process.exitCode = code;
