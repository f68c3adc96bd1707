import type { IncomingMessage } from 'node:http';
import { maxBodyBytes } from './contract.js';
import { invalid, Problem } from './problem.js';

/**
 * Reads a body; one over the limit is the 413, at once. Node drops what is left of it.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length']) > maxBodyBytes)
    throw new Problem('PAYLOAD_TOO_LARGE');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('error', () => reject(malformed('The body ended too early.')));
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyBytes) chunks.push(chunk);
      else reject(new Problem('PAYLOAD_TOO_LARGE'));
    });
  });
}

/** Throws the 415 unless the body is plain JSON in UTF-8 ("Media type" in spec/openapi.yaml). */
export function checkMediaType(
  contentType: string | undefined,
  encoding: string | undefined,
): void {
  const refuse = (message: string) => new Problem('UNSUPPORTED_MEDIA_TYPE', { message });
  if (encoding) throw refuse(`The content encoding ${encoding} is not supported.`);
  if (!contentType) throw refuse('The Content-Type is missing.');
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  if (type.toLowerCase() !== 'application/json') {
    throw refuse(`The media type ${type} is not supported.`);
  }
  for (const parameter of parameters.filter(Boolean)) {
    const [, name, value] = /^([^\s="]+)="?([^\s"]+)"?$/.exec(parameter) ?? [];
    if (!name) throw refuse(`The Content-Type has a malformed parameter: ${parameter}`);
    if (name.toLowerCase() === 'charset' && value?.toLowerCase() !== 'utf-8') {
      throw refuse(`The charset ${value} is not supported.`);
    }
  }
}

/** The value of a JSON body; anything else is a 400. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    throw malformed(`${(error as Error).message}.`);
  }
}

function malformed(message: string): Problem {
  return invalid([{ message, code: 'BODY_MALFORMED' }], {
    message: 'The body is not well-formed JSON.',
    hint: 'Check the body; a brace or a quote may be missing.',
  });
}
