import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApiResponse } from '../http.js';
import { Problem, problem } from '../problem.js';
import { createRequestIds } from '../request-id.js';

const newRequestId = createRequestIds();

/** Answers what is no HTTP request, or none that can be read to its end. */
export function answerBrokenRequest({ code }: NodeJS.ErrnoException): ApiResponse {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return answer(
      431,
      'HEADERS_TOO_LARGE',
      'The headers are larger than 16 KB.',
      'Send fewer or shorter headers.',
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return answer(
      408,
      'REQUEST_TIMEOUT',
      'The request was not complete in time.',
      'Send it again.',
    );
  }
  return answer(
    400,
    'VALIDATION_ERROR',
    'This is not a well-formed HTTP request.',
    'Check how it is sent.',
  );
}

/** Answers `CONNECT`, which asks for a proxy. */
export function answerTunnel(): ApiResponse {
  return problem('NOT_FOUND').toResponse(newRequestId());
}

/** Sends an answer where Node gives no response object, and ends the connection. */
export function endWith(
  socket: Duplex,
  { status, headers, body }: ApiResponse,
  extraHeaders: string[],
): void {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;
  for (let index = 0; index < extraHeaders.length; index += 2) {
    head += `${extraHeaders[index]}: ${extraHeaders[index + 1]}\r\n`;
  }
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  socket.on('error', () => socket.destroy());
  socket.end(
    `${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function answer(status: number, code: string, message: string, hint: string): ApiResponse {
  return new Problem(status, code, { message, hint }).toResponse(newRequestId());
}
