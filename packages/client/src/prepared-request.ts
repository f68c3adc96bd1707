import type { CallOptions, Outgoing } from './send.js';

type PreparedInit = CallOptions & { method: string; headers: Headers; body?: string };

/**
 * Stands in for `Request` where openapi-fetch makes one. A `Request` can be sent only once, because
 * its body is a stream; this keeps the URL, headers and body as values and makes a new `Request` for
 * every attempt. openapi-fetch also hands on the options of the call, which a `Request` would drop.
 */
export class PreparedRequest {
  readonly method: string;
  readonly outgoing: Outgoing;
  readonly options: CallOptions;

  constructor(url: string, init: PreparedInit) {
    const { method, headers, body } = init;
    this.method = method;
    this.options = init;
    this.outgoing = {
      method,
      url,
      headers,
      toRequest: (signal) =>
        new Request(url, { method, headers, signal, ...(body !== undefined && { body }) }),
    };
  }
}

/** Reads the body of a `Request`, so that it can be sent more than once. */
export async function repeatable(request: Request): Promise<Outgoing> {
  const body = request.body ? await request.arrayBuffer() : undefined;
  const { method, url, headers } = request;
  return {
    method,
    url,
    headers,
    toRequest: (signal) => new Request(request, { headers, signal, ...(body && { body }) }),
  };
}
