import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  type Answer,
  type ApiRequest,
  type ApiResponse,
  type Awaitable,
  connectionLost,
  isLater,
  type PassedOn,
} from '../http.js';
import { type ErrorTable, Problem, problemResponse } from '../problem.js';
import { createRequestIds } from '../request-id.js';
import { createBatch } from './batch.js';
import { endWith, problemOfBroken } from './broken-request.js';
import { closeServer } from './close-server.js';
import { answerPreflight, corsHeaders, isPreflight } from './cors.js';
import { listen } from './listen.js';
import type { LogEntry } from './log.js';
import { readBody } from './read-body.js';

export interface ServerOptions {
  /** Answers every request. It never throws. */
  handle(request: ApiRequest): Awaitable<Answer>;
  /** The contract's table of error codes. */
  errors: ErrorTable;
  /** Whether pages of other origins may call. An answer with an `Access-Control-Allow-Origin` keeps it. */
  cors: boolean;
  /** The CORS headers of the answer to a request for which `cors` does not count, none or some. */
  corsOf?(request: ApiRequest): Readonly<Record<string, string>> | undefined;
  /** For how long a connection may rest between two requests. Default: 75, longer than load balancers do. */
  keepAliveSeconds?: number;
  /** Within what a request must be complete, and its headers within half of it. Default: 30. */
  requestSeconds?: number;
  /** How long a client may leave its answer unread. Default: 120. */
  unreadSeconds?: number;
  /** Hears of every answered request. */
  onRequest?(entry: RequestEntry): void;
}

/** One request, as the server hears of it once it is answered. */
export interface RequestEntry extends LogEntry {
  /** Has none where it was not even HTTP. */
  header: ApiRequest['header'];
}

export interface RunningServer {
  /** For example `http://127.0.0.1:4011`. */
  url: string;
  /**
   * Takes no more connections, answers what is in flight, for so many seconds at most, and ends.
   * Default: 0, which ends every connection at once.
   */
  close(drainSeconds?: number): Promise<void>;
}

/**
 * An HTTP server that leaves nothing unanswered, what is not even HTTP included. Headers are limited to
 * 16 KB, and a request must be complete within 30 seconds.
 *
 * @throws {Error} where it cannot listen, with what to do
 */
export async function startServer(
  options: ServerOptions & { port: number; host: string },
): Promise<RunningServer> {
  const life = { closing: false };
  const server = serve(options, life);
  const connections = new Set<Connection>();
  server.on('connection', (connection: Connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  const url = await listen(server, options.port, options.host);
  return {
    url,
    close(drainSeconds = 0) {
      life.closing = true;
      const all = () => [...connections];
      const answers = () => all().flatMap((connection) => connection[latest] ?? []);
      const unused = () => all().filter(({ bytesRead }) => bytesRead === 0);
      return closeServer(server, { answers, unused }, drainSeconds);
    },
  };
}

function serve(
  {
    handle,
    errors,
    cors,
    corsOf,
    keepAliveSeconds = 75,
    requestSeconds = 30,
    unreadSeconds = 120,
    onRequest,
  }: ServerOptions,
  life: { closing: boolean },
): Server {
  const general = cors ? corsHeaders : {};
  const newRequestId = createRequestIds();
  // Answers that leave one by one make a client that waits on many connections wake up for each.
  const sendSoon = createBatch<() => void>((sends) => {
    for (const send of sends) send();
  });

  function answerAll(request: IncomingMessage, response: ServerResponse): void {
    (request.socket as Connection)[latest] = response;
    const started = onRequest ? performance.now() : 0;
    readBody(request, (body) => {
      const plain = plainRequest(request, body);
      const given = handle(plain);
      if (isLater(given)) given.then((answer) => finish(request, response, plain, answer, started));
      else finish(request, response, plain, given, started);
    });
  }

  function finish(
    request: IncomingMessage,
    response: ServerResponse,
    plain: ApiRequest,
    given: Answer,
    started: number,
  ): void {
    const allowed = corsOf?.(plain) ?? general;
    const asked = 'Access-Control-Allow-Origin' in allowed && isPreflight(request);
    const answer = asked ? answerPreflight(given, request) : given;
    // To close while a body still arrives would reset the connection before the client has read this.
    const connection = plain.body === undefined ? 'keep-alive' : life.closing ? 'close' : undefined;
    sendSoon(() => {
      try {
        send(answer, allowed, response, connection);
      } catch {
        // A header that HTTP cannot carry. The other answers go out, and the server goes on.
        const instead = problemResponse(new Problem('INTERNAL_ERROR'), errors, newRequestId());
        send(instead, allowed, response, 'close');
      }
      // What the system does not take waits for a client that reads slowly, or no more.
      if (response.writableLength > 0) response.setTimeout(unreadSeconds * 1000);
    });
    if (onRequest) {
      // What is logged can be hidden by what was sent.
      const { method, url, header } = plain;
      onRequest({ method, url, header, answer, milliseconds: performance.now() - started });
    }
  }

  function refuse(socket: Duplex, problem: Problem, { method = '-', url = '-' } = {}): void {
    const answer = problemResponse(problem, errors, newRequestId());
    endWith(socket, { ...answer, headers: { ...general, ...answer.headers } });
    onRequest?.({ method, url, header: () => undefined, answer, milliseconds: 0 });
  }

  function answerBroken(error: Error, socket: Duplex): void {
    const before = (socket as Connection)[latest];
    const end = () => {
      if (socket.writable) refuse(socket, problemOfBroken(error));
      else socket.destroy();
    };
    if (before?.req.complete && !before.writableFinished)
      // Before Node, which may end the connection once it has sent the last answer.
      before.prependOnceListener('finish', end);
    // What is broken is the body of a request that has its answer.
    else if (before?.headersSent && !before.req.complete) socket.destroy();
    else end();
  }

  const server = createServer({
    maxHeaderSize: 16 * 1024,
    requestTimeout: requestSeconds * 1000,
    headersTimeout: requestSeconds * 500,
    connectionsCheckingInterval: requestSeconds * 150,
    keepAliveTimeout: keepAliveSeconds * 1000,
    // Node would answer a request without Host by itself, and not in our shape.
    requireHostHeader: false,
  });
  // A client that has said all (`nc -N`) still waits for its answer. Node's types do not know the switch.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('request', answerAll);
  // Without this Node answers an unknown `Expect` by itself, and not in our shape.
  server.on('checkExpectation', answerAll);
  server.on('clientError', answerBroken);
  server.on('connect', (request, socket) => refuse(socket, new Problem('NOT_FOUND'), request));
  return server;
}

/** What comes after a request on the same connection waits for that one's answer. */
const latest = Symbol('latest response');
type Connection = Socket & { [latest]?: ServerResponse };

function plainRequest(request: IncomingMessage, body: Uint8Array | undefined): ApiRequest {
  const { method = '', url = '', headers, rawHeaders } = request;
  return { method, url, header: (name) => headers[name] as string | undefined, rawHeaders, body };
}

/** @param more headers, unless the answer has them */
function send(
  answer: Answer,
  more: Readonly<Record<string, string>>,
  response: ServerResponse,
  connection: 'keep-alive' | 'close' | undefined,
): void {
  if (answer === connectionLost) {
    response.socket?.resetAndDestroy();
    return;
  }
  const headers: string[] = [];
  for (const name in more) if (!(name in answer.headers)) headers.push(name, more[name] as string);
  for (const name in answer.headers) {
    const value = answer.headers[name] as string | string[];
    if (typeof value === 'string') headers.push(name, value);
    else for (const each of value) headers.push(name, each);
  }
  // None with a 204 (RFC 9110, 8.6). Where it is another server's affair, it is there already.
  if (answer.status !== 204 && answer.headers['content-length'] === undefined) {
    headers.push('Content-Length', String(lengthOf(answer)));
  }
  if (connection) headers.push('Connection', connection);
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}

/**
 * In bytes. A text that was put together is not made one by this, as it would be if it were measured
 * alone: what is kept for a replay shares its parts with all others, and takes a quarter of the memory.
 */
function lengthOf(answer: ApiResponse | PassedOn): number {
  if (!isText(answer)) return answer.body.length;
  answer.length ??= Buffer.byteLength(`${answer.body} `) - 1;
  return answer.length;
}

function isText(answer: ApiResponse | PassedOn): answer is ApiResponse {
  return typeof answer.body === 'string';
}
