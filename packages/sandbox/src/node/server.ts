import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Answer, type ApiRequest, type ApiResponse, connectionLost } from '../http.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox.js';
import defaultWorld from '../world/default-world.json' with { type: 'json' };
import type { Backing } from './backing.js';
import { createBatch } from './batch.js';
import { answerBrokenRequest, answerTunnel, endWith } from './broken-request.js';
import { answerPreflight, corsHeaders, isPreflight } from './cors.js';
import { createKeyFilter } from './key-filter.js';
import { withPackage } from './optional-package.js';
import { readBody } from './read-body.js';

/** How the server of a sandbox is set up. */
export interface ServerOptions extends Omit<SandboxOptions, 'store'> {
  /** Default: 4011; 0 takes a free one. */
  port?: number;
  /** Default: `127.0.0.1`. */
  host?: string;
  /** Whether pages of other origins may call it. Default: `true`. */
  cors?: boolean;
  /**
   * Whether `/__sandbox/…` is there. Default: only where `host` is a loopback address, because whoever
   * reaches it can see and change everything.
   */
  control?: boolean;
  /**
   * The directory that keeps the state. Default: none, the state is kept in memory. The directory also
   * keeps the `world`, `clock` and `timeZone` that it was made with; later they can be left out and
   * cannot be others. It needs the package `classic-level`, installed beside this one.
   */
  data?: string;
  /**
   * The URL of the Redis that keeps the state, in the place of `data`, for example
   * `redis://user:password@localhost:6379/0`, or `rediss:` for TLS. Several sandboxes with the same URL
   * behave as one. It also keeps `world`, `clock` and `timeZone`, as a directory does. The machine's
   * clock is Redis's own there: `wallClock` has no effect. It needs the package `ioredis`, installed
   * beside this one.
   */
  store?: string;
  /** Hears of every answered request. */
  onRequest?: (entry: RequestEntry) => void;
}

/** One request, as a log shows it. */
export interface RequestEntry {
  /** `-`, like `url`, where it was not even HTTP. */
  method: string;
  /** As it was sent, query included; API keys of the world are left out, here and in an error's body. */
  url: string;
  answer: Answer;
  milliseconds: number;
}

/** A sandbox that serves over HTTP. */
export interface RunningSandbox {
  /** For example `http://127.0.0.1:4011`. */
  url: string;
  sandbox: Sandbox;
  /** Ends every connection, and the server. */
  close(): Promise<void>;
}

/**
 * Starts the sandbox as an HTTP server.
 *
 * Headers are limited to 16 KB, and a request must be complete within 30 seconds.
 *
 * @throws when the port is taken (`EADDRINUSE`), the host is not one of this machine, or the data
 *   directory or the store cannot be used
 */
export async function startSandbox(options: ServerOptions = {}): Promise<RunningSandbox> {
  const { port = 4011, host = '127.0.0.1', control = isLoopback(host) } = options;
  const backing = await openBacking(options);
  let sandbox: Sandbox;
  let server: Server;
  try {
    sandbox = createSandbox({ ...backing.options, control });
    await backing.begin();
    const { world = defaultWorld } = backing.options;
    server = serve(sandbox, createKeyFilter(world), options);
    await listen(server, port, host);
  } catch (error) {
    await backing.close();
    throw error;
  }
  const { port: boundPort } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    sandbox,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await backing.close();
    },
  };
}

/** What a database needs is loaded only where it is used. */
async function openBacking({ data, store, ...options }: ServerOptions): Promise<Backing> {
  if (data !== undefined && store !== undefined) {
    throw new Error('data and store exclude each other: the state is kept in one place.');
  }
  if (data !== undefined) {
    const { openDirectory } = await withPackage(
      'classic-level',
      3,
      'A data directory',
      () => import('./data/directory.js'),
    );
    return openDirectory(data, options);
  }
  if (store !== undefined) {
    const { openRedis } = await withPackage(
      'ioredis',
      6,
      'A shared store',
      () => import('./redis/open.js'),
    );
    return openRedis(store, options);
  }
  return { options, begin: async () => {}, close: async () => {} };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function serve(
  sandbox: Sandbox,
  withoutKeys: (text: string) => string,
  { cors = true, onRequest }: ServerOptions,
): Server {
  const extraHeaders = cors ? corsHeaders : [];
  // Answers that leave one by one make a client that waits on many connections wake up for each.
  const sendSoon = createBatch<() => void>((sends) => {
    for (const send of sends) send();
  });
  // What is broken after a request on the same connection waits for that one's answer.
  const latest = new WeakMap<Duplex, ServerResponse>();
  const answerAll = async (request: IncomingMessage, response: ServerResponse) => {
    latest.set(request.socket, response);
    const started = onRequest ? performance.now() : 0;
    const plain = await plainRequest(request);
    if (!plain) return;
    const answer =
      cors && isPreflight(request)
        ? answerPreflight(await sandbox.handle(plain))
        : await sandbox.handle(plain);
    sendSoon(() => send(answer, response, extraHeaders, plain.body === undefined));
    tell(plain, answer, performance.now() - started);
  };
  const tell = (
    { method = '-', url = '-' }: Pick<IncomingMessage, 'method' | 'url'>,
    answer: Answer,
    milliseconds = 0,
  ) => {
    if (!onRequest) return;
    const isError = answer !== connectionLost && answer.status >= 400;
    onRequest({
      method,
      url: withoutKeys(url),
      answer: isError ? { ...answer, body: withoutKeys(answer.body) } : answer,
      milliseconds,
    });
  };
  const refuse = (socket: Duplex, answer: ApiResponse, request = {}) => {
    endWith(socket, answer, extraHeaders);
    tell(request, answer);
  };
  const answerBroken = (error: Error, socket: Duplex) => {
    const before = latest.get(socket);
    const end = () => {
      if (socket.writable) refuse(socket, answerBrokenRequest(error));
      else socket.destroy();
    };
    if (before?.req.complete && !before.writableFinished) before.once('finish', end);
    // What is broken is the body of a request that has its answer.
    else if (before?.headersSent && !before.req.complete) socket.destroy();
    else end();
  };
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    requestTimeout: 30_000,
    headersTimeout: 15_000,
    connectionsCheckingInterval: 5_000,
    // Node would answer a request without Host by itself, and not in our shape.
    requireHostHeader: false,
  });
  server.on('request', answerAll);
  // Without this Node answers an unknown `Expect` by itself, and not in our shape.
  server.on('checkExpectation', answerAll);
  server.on('clientError', answerBroken);
  server.on('connect', (request, socket) => refuse(socket, answerTunnel(), request));
  // A client that stops reading. Longer than any delay a fault can ask for.
  server.setTimeout(120_000);
  return server;
}

/** `undefined` where the client goes away before its request is complete. */
async function plainRequest(request: IncomingMessage): Promise<ApiRequest | undefined> {
  const body = await readBody(request);
  if (body === 'aborted') return undefined;
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    header: (name) => request.headers[name] as string | undefined,
    body: body === 'too large' ? undefined : body,
  };
}

function send(
  answer: Answer,
  response: ServerResponse,
  extraHeaders: string[],
  isTooLarge: boolean,
): void {
  if (answer === connectionLost) {
    response.socket?.resetAndDestroy();
    return;
  }
  const headers = [...extraHeaders];
  // None with a 204 (RFC 9110, 8.6).
  if (answer.status !== 204) {
    headers.push('Content-Length', String(Buffer.byteLength(answer.body)));
  }
  for (const name in answer.headers) headers.push(name, answer.headers[name] as string);
  // To close while a body still arrives would reset the connection before the client has read this.
  if (isTooLarge) headers.push('Connection', 'keep-alive');
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
