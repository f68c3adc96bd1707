/** One request of a call. The API key is not in it. */
export interface RequestEvent {
  /** In upper case. */
  method: string;
  /** The whole URL, with the query. */
  url: string;
  /** 1 for the first request of the call. */
  attempt: number;
  /** The same for all requests of the call; `undefined` where the call only reads. */
  idempotencyKey: string | undefined;
}

/** A response whose body has been read to its end. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status. */
  status: number;
  /** `X-Request-Id` of the response (contract: Requests and responses › Request id). */
  requestId: string | undefined;
  /** From sending the request to the end of the response, in milliseconds. */
  duration: number;
}

/** A request that failed and will be repeated. */
export interface RetryEvent extends RequestEvent {
  /** How long the client waits before the repetition, in milliseconds. */
  delay: number;
  /** Why: the error code of the response or else its status, `connection` or `timeout`. */
  reason: string;
}

/**
 * Functions that watch calls, for logs and tracing. What they throw rejects the call. Default:
 * none.
 */
export interface Hooks {
  /** Is called before each request. */
  onRequest?: (event: RequestEvent) => void;
  /** Is called after each response, whatever its status; not when there is no complete one. */
  onResponse?: (event: ResponseEvent) => void;
  /** Is called before each wait for a repetition. */
  onRetry?: (event: RetryEvent) => void;
}
