import type { ConnectError } from './errors/connect-error.js';

/** One request of a call. The API key is not in it. */
export interface RequestEvent {
  /**
   * In upper case.
   */
  method: string;
  /**
   * The whole URL, with the query.
   */
  url: string;
  /**
   * 1 for the first request of the call.
   */
  attempt: number;
  /** The same for all requests of the call; `undefined` where the call only reads. */
  idempotencyKey: string | undefined;
}

/** A response whose body has been read to its end. */
export interface ResponseEvent extends RequestEvent {
  /**
   * The HTTP status.
   */
  status: number;
  /**
   * `X-Request-Id` of the response (contract: Requests and responses › Request id); `undefined` where
   * the server sends none.
   */
  requestId: string | undefined;
  /**
   * From sending the request to the end of the response, in milliseconds.
   */
  duration: number;
}

/** A request that got no complete response. */
export interface FailureEvent extends RequestEvent {
  /**
   * Why: a `ConnectionError`, `TimeoutError` or `AbortError`.
   */
  error: ConnectError;
  /**
   * From sending the request to its failure, in milliseconds.
   */
  duration: number;
}

/** A request that failed and will be repeated. */
export interface RetryEvent extends RequestEvent {
  /**
   * How long the client waits before the repetition, in milliseconds.
   */
  delay: number;
  /**
   * Why: the error code of the response or else its status, `connection` or `timeout`.
   */
  reason: string;
}

/**
 * Functions that watch calls, for logs and tracing. They may be asynchronous: the call waits for
 * them, within its limits. What they throw rejects the call. Default: none.
 */
export interface Hooks {
  /** Is called before each request; `onResponse` or `onFailure` follows. */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /** Is called after each complete response, whatever its status. */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Is called after each request that got no complete response, the last one of a call too. */
  onFailure?: ((event: FailureEvent) => unknown) | undefined;
  /** Is called before each wait for a repetition. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
}
