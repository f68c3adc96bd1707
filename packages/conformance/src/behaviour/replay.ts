import { type Answer, excerptOf } from '../http.js';

/** Headers of the transport, which may differ ("Replay" in the contract's description). */
const transportHeaders = new Set([
  'age',
  'alt-svc',
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'server-timing',
  'transfer-encoding',
  'via',
]);

/** In what an answer differs from the first one, though it has to be the same. */
export function replayDifference(first: Answer, again: Answer): string[] {
  if (first.status !== again.status)
    return [
      `expected the first answer again, ${first.status}, got ${again.status}: ${excerptOf(again)}`,
    ];
  const headers = [...new Set([...first.headers.keys(), ...again.headers.keys()])]
    .filter((name) => !transportHeaders.has(name))
    .filter((name) => first.headers.get(name) !== again.headers.get(name))
    .map(
      (name) =>
        `the header ${name} is ${again.headers.get(name) ?? 'missing'} instead of ${first.headers.get(name) ?? 'none'}`,
    );
  if (Buffer.compare(first.bytes, again.bytes) === 0) return headers;
  return [...headers, `the body is ${excerptOf(again)} instead of ${excerptOf(first)}`];
}
