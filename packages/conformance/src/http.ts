import type { Json } from './json.js';

/** A request as it goes out. */
export interface PlainRequest {
  method: string;
  /** Path and query, encoded. */
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | undefined;
}

/** An answer as it came in. */
export interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  /** The parsed JSON; `undefined` where the body is none. */
  body: Json;
}

/** Thrown where a request gets no answer: the connection broke, or it took too long. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/** Thrown where a bound of the run is reached. */
export class LimitReached extends Error {
  override name = 'LimitReached';
}

/** A body in one line, short enough for a report. */
export function excerptOf({ bytes }: Answer): string {
  const text = new TextDecoder().decode(bytes).trim();
  if (text === '') return 'an empty body';
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
