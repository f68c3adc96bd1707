/** One request of a call, as hooks see it. The API key is not in it. */
export interface RequestEvent {
  method: string;
  url: string;
  /** 1 for the first request of the call. */
  attempt: number;
  idempotencyKey: string | undefined;
}

/** A response, complete. */
export interface ResponseEvent extends RequestEvent {
  status: number;
  /** `X-Request-Id` of the response. */
  requestId: string | undefined;
  /** From sending the request to the end of the response, in milliseconds. */
  duration: number;
}

/** A request that will be repeated. */
export interface RetryEvent extends RequestEvent {
  /** How long the client waits before it, in milliseconds. */
  delay: number;
  /** Why: the error code or the status of the response, `connection` or `timeout`. */
  reason: string;
}

/** Functions that watch calls, for logs and tracing. What they throw rejects the call. */
export interface Hooks {
  onRequest?: (event: RequestEvent) => void;
  onResponse?: (event: ResponseEvent) => void;
  onRetry?: (event: RetryEvent) => void;
}
