import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApiResponse } from '../http.js';
import { Problem } from '../problem.js';

/** What to say of what is no HTTP request, or none that can be read to its end. */
export function problemOfBroken({ code }: NodeJS.ErrnoException): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new Problem('HEADERS_TOO_LARGE', {
      status: 431,
      message: 'The headers are larger than 16 KB.',
      hint: 'Send fewer or shorter headers.',
    });
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Problem('REQUEST_TIMEOUT', {
      status: 408,
      message: 'The request was not complete in time.',
      hint: 'Send it again.',
    });
  }
  return new Problem('VALIDATION_ERROR', {
    message: 'This is not a well-formed HTTP request.',
    hint: 'Check how it is sent.',
  });
}

/** Sends an answer where Node gives no response object, and ends the connection. */
export function endWith(socket: Duplex, { status, headers, body }: ApiResponse): void {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  socket.on('error', () => socket.destroy());
  socket.end(
    `${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
