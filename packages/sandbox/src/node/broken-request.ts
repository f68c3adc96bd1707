import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, problem } from '../problem.js';
import { createRequestIds } from '../request-id.js';

const newRequestId = createRequestIds();

/** Answers what is no HTTP request, in the API's error shape, and ends the connection. */
export function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    refuse(
      socket,
      431,
      'HEADERS_TOO_LARGE',
      'The headers are larger than 16 KB.',
      'Send fewer or shorter headers.',
    );
  } else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    refuse(
      socket,
      408,
      'REQUEST_TIMEOUT',
      'The request was not complete in time.',
      'Send it again.',
    );
  } else {
    refuse(
      socket,
      400,
      'VALIDATION_ERROR',
      'This is not a well-formed HTTP request.',
      'Check how it is sent.',
    );
  }
}

/** Answers `CONNECT`, which asks for a proxy. */
export function refuseTunnel(_: unknown, socket: Duplex): void {
  const { status, code, given } = problem('NOT_FOUND');
  refuse(socket, status, code, given.message, given.hint);
}

function refuse(socket: Duplex, status: number, code: string, message: string, hint: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { headers, body } = new Problem(status, code, { message, hint }).toResponse(newRequestId());
  const lines = Object.entries({
    ...headers,
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
}
