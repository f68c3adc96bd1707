import type { Outgoing } from './attempt.js';
import type { CallOptions } from './send.js';

/**
 * Stands in for `Request` where openapi-fetch makes one. A `Request` can be sent only once, because
 * its body is a stream; this keeps the body as text, for every attempt. It also keeps the options of
 * the call, which a `Request` would drop.
 */
export class PreparedRequest implements Outgoing {
  declare readonly url: string;
  declare readonly init: Outgoing['init'] & CallOptions & { body?: string };

  constructor(url: string, init: PreparedRequest['init']) {
    Object.assign(this, { url, init });
  }
}

/** Reads the body of a `Request`, so that it can be sent more than once. */
export async function repeatable(request: Request): Promise<Outgoing> {
  const { method, url } = request;
  // A copy: middleware that holds the request must not see the API key.
  const headers = new Headers(request.headers);
  const body = request.body && (await request.arrayBuffer());
  return { url, init: { method, headers, body }, origin: request };
}
