import { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { endWith, problemOfBroken } from '../src/node/broken-request.js';

describe('what is no request, or none that comes to its end,', () => {
  it.each([
    ['HPE_HEADER_OVERFLOW', 431, 'HEADERS_TOO_LARGE', 'The headers are larger than 16 KB.'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 408, 'REQUEST_TIMEOUT', 'The request was not complete in time.'],
    [
      'HPE_INVALID_METHOD',
      undefined,
      'VALIDATION_ERROR',
      'This is not a well-formed HTTP request.',
    ],
  ])('is told what it is, for %s', (reason, status, code, message) => {
    const problem = problemOfBroken(Object.assign(new Error(), { code: reason }));
    expect(problem).toMatchObject({ code, message, given: { hint: expect.stringMatching(/\.$/) } });
    expect(problem.given.status).toBe(status);
  });

  it('is answered in full, and is the last on its connection', async () => {
    const sent: Buffer[] = [];
    const socket = new Duplex({
      read() {},
      write(chunk, _, done) {
        sent.push(chunk);
        done();
      },
      final(done) {
        this.push(null);
        done();
      },
    });
    endWith(socket, { status: 400, headers: { 'X-Request-Id': 'req-1' }, body: '{"é":1}' });
    await text(socket);
    expect(Buffer.concat(sent).toString()).toBe(
      'HTTP/1.1 400 Bad Request\r\nX-Request-Id: req-1\r\nContent-Length: 8\r\nConnection: close\r\n\r\n{"é":1}',
    );
  });

  it('may be gone by then, which ends nothing else', async () => {
    const socket = new Duplex({ read() {}, write: (_, __, done) => done(new Error('reset')) });
    endWith(socket, { status: 404, headers: {}, body: '' });
    // Without anybody who hears of it, the error would end the process.
    await new Promise((resolve) => socket.once('close', resolve));
    expect(socket.destroyed).toBe(true);
  });
});
