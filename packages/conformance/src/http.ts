import type { Json } from './json.js';

/** A request as it goes out. */
export interface PlainRequest {
  /** In upper case. */
  method: string;
  /** Path and query, encoded. */
  url: string;
  /** By name. */
  headers: Record<string, string>;
  /** A text is sent as UTF-8. */
  body?: string | Uint8Array | undefined;
}

/** An answer as it came in. */
export interface Answer {
  request: PlainRequest;
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

/** Thrown where an answer took too long. */
export class TimedOut extends NoAnswer {
  override name = 'TimedOut';
}

/** Thrown where a bound of the run is reached. */
export class LimitReached extends Error {
  override name = 'LimitReached';
}

/** A body in one line, short enough for a report. */
export function excerptOf({ bytes }: Answer): string {
  return inOneLine(new TextDecoder().decode(bytes), 400) || 'an empty body';
}

/** A text without line breaks and other control characters, and not longer than so many. */
export function inOneLine(text: string, length: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= length) return line;
  // Not in the middle of a word: half an API key could not be told from other text.
  return `${line.slice(0, length).replace(/[^\s"]*$/, '')}…`;
}
