import { writeFile } from 'node:fs/promises';
import type { ProgramProcess } from '@connect-api/http-edge/node';
import { lineOf } from '../proxy/difference.js';
import { textReport } from '../proxy/report.js';
import { type StartProxyOptions, startProxyServer } from '../proxy/start.js';
import type { ProxyFlags } from './proxy-flags.js';

/**
 * Runs the proxy until it is closed, which sums up what differed.
 *
 * @returns where it listens, and what closes it
 */
export async function runProxy({
  reportFile,
  drainSeconds,
  log,
  output,
  ...options
}: ProxyFlags &
  Omit<StartProxyOptions, 'onDifference'> & {
    drainSeconds: number;
    output: ProgramProcess['stdout'];
  }) {
  const proxy = await startProxyServer({
    ...options,
    onDifference(difference) {
      if (log !== 'none') output.write(`${lineOf(difference, log, Date.now)}\n`);
    },
  });
  const end = async () => {
    await proxy.close(drainSeconds);
    const report = proxy.report();
    if (log !== 'json') output.write(`\n${textReport(report)}`);
    if (reportFile !== undefined)
      await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  };
  return { url: proxy.url, end };
}
