import type { IncomingMessage } from 'node:http';
import { maxBodyBytes } from '../http.js';

/**
 * Reads a body. One that is too large is told at once, as `undefined`; the rest of it is read and dropped.
 *
 * @param done hears of it once, and not at all where the client goes away before its request is complete
 */
export function readBody(
  request: IncomingMessage,
  done: (body: Uint8Array | undefined) => void,
): void {
  let chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    const before = length;
    length += chunk.length;
    if (length <= maxBodyBytes) {
      chunks.push(chunk);
    } else if (before <= maxBodyBytes) {
      chunks = [];
      done(undefined);
    }
  });
  request.on('end', () => {
    if (length <= maxBodyBytes)
      done(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
  });
}
