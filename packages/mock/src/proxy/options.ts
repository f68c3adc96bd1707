import type { ProxyReport } from './report.js';

/** How the proxy runs. */
export interface ProxyOptions {
  /** The server that requests are passed on to, such as `https://api.example.com/api/v2`. */
  baseUrl: string;
  /** The port, 0 for a free one. Default: 4010. */
  port?: number;
  /** The address to listen on. Default: `127.0.0.1`, this machine only. */
  host?: string;
  /** Whether web pages of any origin may call the proxy. Default: true. */
  cors?: boolean;
  /** Seconds that the server may take to answer. Default: 30. */
  timeoutSeconds?: number;
  /** Seconds that a connection may rest between two requests. Default: 75. */
  keepAliveSeconds?: number;
  /** Takes one line per request and one per difference, as the command prints them. Default: none. */
  log?: (line: string) => void;
}

/** A proxy that runs. */
export interface RunningProxy {
  /** Where it listens, without a slash at the end, such as `http://127.0.0.1:4010`. */
  url: string;
  /** In what requests and answers have differed from the contract so far. */
  report(): ProxyReport;
  /**
   * Stops listening. What is in flight is answered for so many seconds at most; default 0, which ends
   * all connections at once.
   */
  close(drainSeconds?: number): Promise<void>;
}
