import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { maxAnswerBytes } from './forward.js';

type Decoder = (bytes: Uint8Array, options: object) => Promise<Uint8Array>;

const decoders: Record<string, Decoder> = {
  identity: async (bytes) => bytes,
  gzip: promisify(zlib.gunzip),
  'x-gzip': promisify(zlib.gunzip),
  deflate: promisify(zlib.inflate),
  br: promisify(zlib.brotliDecompress),
};

const mostEncodings = 4;

/**
 * What an answer's body holds behind its `Content-Encoding`; `undefined` where it cannot be told. Few
 * bytes may stand for very many: the bound of an answer is this one's, too.
 */
export async function decoded(
  bytes: Uint8Array,
  contentEncoding: string | undefined,
): Promise<Uint8Array | undefined> {
  const encodings = (contentEncoding ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  // A body that is empty is so in every encoding: an answer to HEAD, or a 304.
  if (bytes.length === 0) return bytes;
  if (encodings.length > mostEncodings) return undefined;
  let plain = bytes;
  for (const name of encodings.reverse()) {
    const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    const inner = await decode?.(plain, { maxOutputLength: maxAnswerBytes }).catch(() => undefined);
    if (!inner) return undefined;
    plain = inner;
  }
  return plain;
}
