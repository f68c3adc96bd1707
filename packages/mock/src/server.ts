import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import type { Answer } from './problem.js';

/** Makes every response: for a request, or for what is none. */
export interface Responder {
  respond(request: IncomingMessage): Promise<Answer>;
  /** @param error what the HTTP parser says; none for a CONNECT */
  respondToOther(error?: Error): Answer;
}

/** An HTTP server that leaves nothing unanswered, what is not even HTTP included. */
export function createHttpServer({ respond, respondToOther }: Responder): Server {
  // The latest response on a connection: what comes after it must wait for it.
  const latest = new WeakMap<Duplex, ServerResponse>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    latest.set(request.socket, response);
    // Nothing is known to throw here; whatever did, would end the process.
    await send(request, response).catch(() => response.destroy());
  }

  async function send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers, body } = await respond(request);
    const text = textOf(body);
    const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(text) };
    // To close while a body still arrives would reset the connection before the client has read this.
    const connection = request.complete ? {} : { Connection: 'keep-alive' };
    response.writeHead(status, { ...headers, ...length, ...connection }).end(text);
  }

  function handleMalformed(error: Error, socket: Duplex): void {
    const end = () => {
      if (socket.writable) endWith(socket, respondToOther(error));
    };
    const before = latest.get(socket);
    if (before?.req.complete && !before.writableFinished) before.once('finish', end);
    // What is malformed is the body of a request that has its response.
    else if (before && !before.req.complete && before.headersSent) socket.destroy();
    else end();
  }

  // Node would answer a request without Host, with an Expect that it does not know, a CONNECT and
  // malformed HTTP by itself: with an empty body, or not at all.
  return createServer({ requireHostHeader: false }, handle)
    .on('checkExpectation', handle)
    .on('connect', (_, socket) => endWith(socket, respondToOther()))
    .on('clientError', handleMalformed);
}

function textOf(body: unknown): string {
  return body === undefined ? '' : JSON.stringify(body);
}

function endWith(socket: Duplex, { status, headers, body }: Answer): void {
  socket.on('error', () => socket.destroy());
  const text = textOf(body);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`);
}
