/** Stops a timer; without an effect on one that has rung. */
export type StopTimer = () => void;

/** The time that a client lives in, for tests that do not wait. */
export interface Clock {
  /** The current instant, in milliseconds since 1970. */
  now(): number;
  /** Calls back once after a delay in milliseconds. */
  after(delay: number, callback: () => void): StopTimer;
}

/** The machine's own time, whatever stands for it at the moment of the call. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};

/** What a `fetch` is given beside the URL; every `fetch` of the field takes it. */
export interface FetchInit {
  /** In upper case. */
  method: string;
  /** By name, in lower case; the API key is among them. */
  headers: Record<string, string>;
  /** The bytes to send; not there where there are none. */
  body?: string | ArrayBuffer;
  /** A redirect would carry the API key elsewhere, and can turn a write into a GET. */
  redirect: 'manual';
  /** Is aborted when the request is given up. Not there where `fetch` would refuse it. */
  signal?: AbortSignal;
}

/** What a `fetch` has to answer with: any `Response` does. */
export interface FetchResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The HTTP status text; empty over HTTP/2. */
  readonly statusText: string;
  /** The headers, by name. */
  readonly headers: {
    /** Shows each header, its value first. */
    forEach(visit: (value: string, name: string) => void): void;
  };
  /** Reads the body as text. */
  text(): Promise<string>;
  /** Reads the body as bytes. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Sends a request: the global `fetch`, that of undici or node-fetch, or a test's own. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;
