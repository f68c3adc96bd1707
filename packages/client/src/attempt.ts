import type { Fetch, FetchInit, FetchResponse } from './edges.js';
import { type CallTrace, ConnectFailure } from './errors/connect-error.js';
import { ConnectionError } from './errors/connection-error.js';
import { type Call, within } from './within.js';

/** A request that can be sent again: its body is a value and not a stream. */
export interface Outgoing {
  url: string;
  /** The path of the operation, with its `{parameters}`. */
  path: string;
  /** The parameters as they were given, not encoded. */
  params: { path?: object | undefined };
  init: { method: string; headers: Headers; body: string | ArrayBuffer | undefined };
  /** Further options of `fetch`. */
  extras?: object;
  /** Whether the body of a success may be of another media type than JSON. */
  raw?: boolean;
  /** Statuses of a success that come without a body; `undefined`: any may. */
  empty?: readonly number[] | undefined;
}

/** How one attempt ended: with a response or with an error. */
export type Outcome =
  | { response: Response; body: unknown; error?: undefined }
  | { response?: undefined; body?: undefined; error: ConnectFailure };

/** Sends one request and reads its response to the end, both within the limits. */
export function attempt(
  request: Outgoing,
  fetch: Fetch,
  call: Call,
  timeout: number,
): Promise<Outcome> {
  const { url, init, extras, raw } = request;
  return within(call, timeout, async (signal): Promise<Outcome> => {
    const answer = await fetch(url, {
      ...extras,
      ...init,
      headers: Object.fromEntries(init.headers),
      redirect: 'manual',
      signal: accepted(signal) ? signal : undefined,
    } as FetchInit);
    // A `fetch` of a test may answer with the same response again and again.
    const content = read.get(answer) ?? (await (raw ? answer.arrayBuffer() : answer.text()));
    read.set(answer, content);
    const response = unread(answer, content);
    return {
      response,
      body: raw && response.ok ? undefined : parse(content, response, request, call),
    };
  }).catch((cause) => ({
    error:
      cause instanceof ConnectFailure
        ? cause
        : new ConnectionError('The connection failed.', call, { cause }),
  }));
}

const read = new WeakMap<FetchResponse, string | ArrayBuffer>();

/** The response as if nobody had read it. That of a redirect in a browser is opaque: nobody can. */
function unread(answer: FetchResponse, content: string | ArrayBuffer): Response {
  const { status, statusText, headers, url } = answer as Response;
  if (!status) return answer as Response;
  // A text that is empty would make it `text/plain`.
  const body = !content || /20[45]|304/.test(`${status}`) ? null : content;
  const response = new Response(body, { status, statusText, headers });
  return Object.defineProperty(response, 'url', { value: url });
}

/**
 * A success that is not JSON counts as a failed connection: it was cut short, or something on the way
 * answered in place of the API.
 */
export function parse(
  content: string | ArrayBuffer,
  response: Response,
  { empty, init }: Outgoing,
  call: CallTrace,
) {
  const { ok, status, headers } = response;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const mayBeEmpty = !empty || init.method === 'HEAD' || empty.includes(status);
    if (!ok || (!text && mayBeEmpty)) return undefined;
    const what = text ? `is not JSON (${headers.get('Content-Type')})` : 'has no body';
    throw new ConnectionError(`The response with status ${status} ${what}.`, call, { cause });
  }
}

let tried: unknown;
let fits = false;

/** jsdom brings an `AbortSignal` of its own, which the `fetch` of Node refuses. */
function accepted(signal: AbortSignal): boolean {
  if (tried === signal.constructor) return fits;
  tried = signal.constructor;
  try {
    fits = !!new Request('http://signal.test', { signal });
  } catch {
    fits = false;
  }
  return fits;
}
