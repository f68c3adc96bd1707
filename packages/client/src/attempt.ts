import { ConnectError } from './errors/connect-error.js';
import { ConnectionError } from './errors/connection-error.js';
import { type Limits, within } from './within.js';

/** A request that can be sent again: its body is a value and not a stream. */
export interface Outgoing {
  url: string;
  init: RequestInit & { method: string; headers: Headers };
  /** Where the request comes from, if it was a `Request`: it carries what `init` does not. */
  origin?: Request;
}

/** Sends one request and reads its response to the end, both within the limits. */
export function attempt(
  { url, init, origin }: Outgoing,
  fetch: ((request: Request) => Promise<Response>) | undefined,
  limits: Limits,
): Promise<Response | ConnectError> {
  return within(limits, async (signal) => {
    const input = origin ?? url;
    const limited = { ...init, signal };
    // The global `fetch` makes a `Request` by itself; one more would only cost time.
    const response = await (fetch
      ? fetch(new Request(input, limited))
      : globalThis.fetch(input, limited));
    // Whoever sends a `Request` may want a body of another media type, and as a stream.
    return origin && isStream(response) ? response : readBody(response);
  }).catch((cause) =>
    cause instanceof ConnectError
      ? cause
      : new ConnectionError('The connection failed.', limits.trace, { cause }),
  );
}

/** A body that is not JSON, of a success. */
export function isStream({ ok, headers }: Response): boolean {
  return ok && !headers.get('Content-Type')?.includes('json');
}

/**
 * Reads the body, so that a connection that breaks halfway through it is repeated too, and so is a
 * success that is not JSON: it was cut short, or something on the way answered in place of the API.
 * `text()` and `json()` then give what was read.
 */
async function readBody(response: Response): Promise<Response> {
  const text = await response.text();
  if (response.ok && text !== '') JSON.parse(text);
  return Object.assign(response, {
    text: async () => text,
    json: async () => JSON.parse(text),
  });
}
