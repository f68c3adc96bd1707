// A request and its answer, whatever carries them: the forms of packages/http-edge, which is private and
// bundled, so that what this package shows of them is declared here.

/** Request bodies hold at most this many bytes ("Size" in spec/openapi.yaml). */
export const maxBodyBytes = 1_048_576;

/** A request to the sandbox, read to its end. */
export interface ApiRequest {
  /** In upper case. */
  method: string;
  /** Path and query as they were sent, for example `/subscriptions/sub-1001/cancel?dry=1`. */
  url: string;
  /** The value of a header by its lower-case name; repeated lines joined by commas. */
  header(name: string): string | undefined;
  /** `undefined` where the body is larger than {@link maxBodyBytes}. */
  body: Uint8Array | undefined;
}

/** A response of the sandbox. */
export interface ApiResponse {
  /** The HTTP status. */
  status: number;
  /** By name. */
  headers: Record<string, string>;
  /** JSON, or empty. */
  body: string;
}

/** Stands for an answer that never arrives: the connection breaks instead. */
export const connectionLost = 'connection lost';

/** What an operation of the sandbox answers. */
export type Answer = ApiResponse | typeof connectionLost;

/** A value, or a promise of it: stores in memory answer at once, others later. */
export type Awaitable<T> = T | Promise<T>;
