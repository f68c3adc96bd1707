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
    return [`the status: ${again.status} instead of ${first.status}: ${excerptOf(again)}`];
  const headers = [...new Set([...first.headers.keys(), ...again.headers.keys()])]
    .filter((name) => !transportHeaders.has(name))
    .map((name) => [name, again.headers.get(name), first.headers.get(name)] as const)
    .filter(([, is, was]) => is !== was)
    .map(([name, is, was]) => `the header ${name}: ${is ?? 'none'} instead of ${was ?? 'none'}`);
  if (Buffer.compare(first.bytes, again.bytes) === 0) return headers;
  return [...headers, `the body: ${excerptOf(again)} instead of ${excerptOf(first)}`];
}
