import type { IncomingMessage } from 'node:http';
import { maxBodyBytes } from '../http.js';

/** Reads a body. One that is too large is told at once; the rest of it is read and dropped. */
export function readBody(request: IncomingMessage): Promise<Uint8Array | 'too large' | 'aborted'> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBodyBytes) {
        chunks.push(chunk);
      } else {
        chunks = [];
        resolve('too large');
      }
    });
    request.on('end', () =>
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)),
    );
    request.on('close', () => resolve('aborted'));
    request.on('error', () => resolve('aborted'));
  });
}
