/** How the mock runs; everything may be left out. */
export interface MockOptions {
  /** The port, 0 for a free one. Default: 4010. */
  port?: number;
  /** The address to listen on. Default: `127.0.0.1`, this machine only. */
  host?: string;
  /** Whether web pages of any origin may call the mock. Default: true. */
  cors?: boolean;
  /**
   * Whether bodies are generated from the schemas instead of taken from the examples. Default:
   * false.
   */
  dynamic?: boolean;
  /** Makes generated bodies repeatable: the same text, the same bodies. Default: they differ. */
  seed?: string;
  /** Milliseconds to wait before each response of an operation. Default: 0. */
  delay?: number;
  /** Seconds that a connection may rest between two requests. Default: 75. */
  keepAliveSeconds?: number;
  /** Takes one line per response, as `--verbose` prints them. Default: none. */
  log?: (line: string) => void;
}

/** A mock that runs. */
export interface Mock {
  /** Where it listens, without a slash at the end, such as `http://127.0.0.1:4010`. */
  url: string;
  /**
   * Stops listening. What is in flight is answered for so many seconds at most; default 0, which ends
   * all connections at once.
   */
  close(drainSeconds?: number): Promise<void>;
}
