// Loaded into every Node process that a measured command starts (`NODE_OPTIONS`): on exit it adds a
// line to a file, with what the process used.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env['USAGE_FILE'];
if (file && isMainThread) {
  process.once('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const used = { cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 };
    appendFileSync(file, `${JSON.stringify(used)}\n`);
  });
}
