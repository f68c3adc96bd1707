import { connectionLost, readBaseUrl } from '@connect-api/http-edge';
import { type RequestEntry, type RunningServer, startServer } from '@connect-api/http-edge/node';
import { errors } from '../bundled-contract.js';
import { bundledPrism } from '../bundled-prism.js';
import type { Operation } from '../operation.js';
import type { Difference } from './difference.js';
import { createForward } from './forward.js';
import { createProxyHandle } from './handle.js';
import { createReport, type ProxyReport } from './report.js';
import { createSecrets, type Secrets } from './secrets.js';

export interface StartProxyOptions {
  baseUrl: string;
  port?: number;
  host?: string;
  cors?: boolean;
  timeoutSeconds?: number;
  keepAliveSeconds?: number;
  onRequest?: (entry: RequestEntry) => void;
  onDifference?: (difference: Difference) => void;
}

interface StartedProxy extends RunningServer {
  operations: Operation[];
  report(): ProxyReport;
}

/** Starts the proxy. */
export async function startProxyServer({
  baseUrl: given,
  port = 4010,
  host = '127.0.0.1',
  cors = true,
  timeoutSeconds = 30,
  onRequest,
  onDifference = () => {},
  ...rest
}: StartProxyOptions): Promise<StartedProxy> {
  const baseUrl = readBaseUrl(given, (message) => new TypeError(message));
  const prism = await bundledPrism();
  const report = createReport(baseUrl, Date.now);
  const forward = createForward(baseUrl, timeoutSeconds);
  const secrets = createSecrets(prism.operations);
  const handle = createProxyHandle(prism, { forward, cors, secrets, report, onDifference });
  const server = await startServer({
    handle,
    errors,
    port,
    host,
    cors,
    ...(onRequest && { onRequest: (entry) => onRequest(shown(entry, secrets)) }),
    ...rest,
  });
  return { ...server, operations: prism.operations, report: report.read };
}

/** What is shown of a request: a key may stand in a path, and a server may say it again. */
function shown(entry: RequestEntry, { redactionOf }: Secrets): RequestEntry {
  const { url, header, answer } = entry;
  if (answer === connectionLost) return entry;
  const redact = redactionOf({ url, header });
  const headers = Object.entries(answer.headers).map(([name, value]) => [
    name,
    redact([value].flat().join(', ')),
  ]);
  return {
    ...entry,
    url: redact(url),
    answer: { ...answer, headers: Object.fromEntries(headers) },
  };
}
