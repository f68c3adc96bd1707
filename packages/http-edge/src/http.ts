// A request and its answer, whatever carries them.

/** Request bodies hold at most this many bytes ("Size" in spec/openapi.yaml). */
export const maxBodyBytes = 1_048_576;

/** A request, read to its end. */
export interface ApiRequest {
  method: string;
  /** Path and query as they were sent, for example `/subscriptions/sub-1001/cancel?dry=1`. */
  url: string;
  /** The value of a header by its lower-case name; repeated lines joined by commas. */
  header(name: string): string | undefined;
  /** Names and values by turns, as they were sent. */
  rawHeaders?: readonly string[];
  /** `undefined` where the body is larger than {@link maxBodyBytes}. */
  body: Uint8Array | undefined;
}

/** A response. */
export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  /** JSON, or empty. */
  body: string;
  /** The bytes of the body, once it was measured: the same answer may be sent again. */
  length?: number;
}

/** Another server's answer, passed on. */
export interface PassedOn {
  status: number;
  /** A list where a header has several lines. */
  headers: Record<string, string | string[]>;
  body: Uint8Array;
}

/** Stands for an answer that never arrives: the connection breaks instead. */
export const connectionLost = 'connection lost';

/** What comes of a request. */
export type Answer = ApiResponse | PassedOn | typeof connectionLost;

/** A value, or a promise of it: what is in memory answers at once, the rest later. */
export type Awaitable<T> = T | Promise<T>;

/** Whether a value has to be waited for: an `await` of one that is there costs a turn all the same. */
export function isLater<T>(value: Awaitable<T>): value is Promise<T> {
  return value instanceof Promise;
}
