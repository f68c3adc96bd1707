import { ConnectError } from './errors/connect-error.js';
import { ConnectionError } from './errors/connection-error.js';
import { rememberTrace } from './trace.js';
import { type Call, within } from './within.js';

/** A request that can be sent again: its body is a value and not a stream. */
export interface Outgoing {
  url: string;
  init: RequestInit & { method: string; headers: Headers };
  /** Where the request comes from, if it was a `Request`: it carries what `init` does not. */
  origin?: Request;
}

/** How one attempt ended: with a response or with an error. */
export type Outcome = {
  /** The error code or the status of the response, or the kind of the error. */
  reason: string;
} & (
  | { response: Response; body: unknown; error?: undefined }
  | { response?: undefined; error: ConnectError }
);

/** Sends one request and reads its response to the end, both within the limits. */
export function attempt(
  { url, init, origin }: Outgoing,
  fetch: ((request: Request) => Promise<Response>) | undefined,
  call: Call,
  timeout: number,
): Promise<Outcome> {
  return within(call, timeout, async (signal): Promise<Outcome> => {
    const input = origin ?? url;
    const limited = { ...init, signal };
    // The global `fetch` makes a `Request` by itself; one more would only cost time.
    const response = await (fetch
      ? fetch(new Request(input, limited))
      : globalThis.fetch(input, limited));
    rememberTrace(response, call);
    // Whoever sends a `Request` may want a body of another media type, and as a stream.
    const body = origin && isStream(response) ? undefined : await readBody(response);
    const { code = response.status } = response.ok ? {} : Object(body);
    return { response, body, reason: `${code}` };
  }).catch((cause) => {
    const error =
      cause instanceof ConnectError
        ? cause
        : new ConnectionError('The connection failed.', call, { cause });
    return { error, reason: error.kind };
  });
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
async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  Object.assign(response, { text: async () => text, json: async () => JSON.parse(text) });
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!response.ok) return { message: response.statusText };
    if (text) throw error;
  }
}
