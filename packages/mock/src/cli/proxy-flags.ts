import { appendFile } from 'node:fs/promises';
import { isLoopback, readBaseUrl } from '@connect-api/http-edge';
import { type CommandLine, type ProgramProcess, UsageError } from '@connect-api/http-edge/node';

export interface ProxyFlags {
  baseUrl: string;
  timeoutSeconds: number;
  /** The file that the report is written to. */
  reportFile: string | undefined;
  log: 'text' | 'json' | 'none';
}

/**
 * What the flags say of the proxy; `undefined` where the mock is to answer.
 *
 * @throws {UsageError} for a server beyond this machine without consent, too
 */
export async function readProxyFlags(
  given: CommandLine,
  errors: ProgramProcess['stderr'],
): Promise<ProxyFlags | undefined> {
  const address = given.text('proxy');
  if (address === undefined) return undefined;
  const baseUrl = readBaseUrl(address, (message) => new UsageError(`--proxy: ${message}`));
  if (given.text('port') === portOf(baseUrl) && isLoopback(baseUrl))
    throw new UsageError(`--proxy ${baseUrl} and --port would be the same server: change one.`);
  if (!isLoopback(baseUrl)) {
    const yes = given.isOn('yes') ?? false;
    if (!yes) throw new UsageError(`${announcement(baseUrl, 'would')}\nAdd --yes to go ahead.`);
    errors.write(`${announcement(baseUrl, 'will')}\n`);
  }
  const timeoutSeconds = given.number('timeout', 600) ?? 30;
  if (timeoutSeconds === 0) throw new UsageError('--timeout takes a whole number from 1 to 600');
  const reportFile = given.text('report');
  // Better known before there is something to write.
  if (reportFile !== undefined)
    await appendFile(reportFile, '').catch((error: Error) => {
      throw new UsageError(`--report ${reportFile} cannot be written: ${error.message}`);
    });
  return {
    baseUrl,
    timeoutSeconds,
    reportFile,
    log: given.oneOf('log', ['text', 'json', 'none']) ?? 'text',
  };
}

function portOf(baseUrl: string): string {
  const { port, protocol } = new URL(baseUrl);
  return port || (protocol === 'https:' ? '443' : '80');
}

function announcement(baseUrl: string, verb: 'will' | 'would'): string {
  return [
    `${baseUrl} is not on this machine. The proxy ${verb}`,
    '  - pass each request that it gets on to it, API key included;',
    '  - let each of them have its effect there, for good.',
  ].join('\n');
}
