import type { Fetch, FetchInit, FetchResponse } from './edges.js';
import { type CallTrace, ConnectFailure } from './errors/connect-error.js';
import { ConnectionError } from './errors/connection-error.js';
import { rememberTrace } from './trace.js';
import { type Call, within } from './within.js';

/** A request that can be sent again: its body is a value and not a stream. */
export interface Outgoing {
  url: string;
  /** The path of the operation, with its `{parameters}`. */
  schemaPath: string;
  /** The parameters as they were given, not encoded. */
  params: { path?: object | undefined };
  init: { method: string; headers: Headers; body: string | ArrayBuffer | undefined };
  /** Further options of `fetch`. */
  extras?: object;
  /** Whether it goes to another origin than the API's, which gets no API key. */
  foreign?: boolean;
  /** Whether the body of a success may be of another media type than JSON. */
  raw?: boolean;
  /** Statuses of a success that come without a body; `undefined`: none. */
  empty?: Pick<readonly number[], 'includes'> | undefined;
}

/** A complete answer. */
export interface Answer {
  /** The HTTP status. */
  status: number;
  ok: boolean;
  /** Its JSON. */
  body: unknown;
  /** Gives it unread. It is made when it is first asked for: it costs as much as all the rest. */
  response: () => Response;
}

/** How one attempt ended: with an answer or with an error. */
export type Outcome =
  | { answer: Answer; error?: undefined }
  | { answer?: undefined; error: ConnectFailure };

/** Sends one request and reads its response to the end, both within the limits. */
export function attempt(
  request: Outgoing,
  fetch: Fetch,
  call: Call,
  timeout: number,
): Promise<Outcome> {
  const { url, init, extras, raw } = request;
  return within(call, timeout, async (signal): Promise<Outcome> => {
    const given: FetchResponse & { [read]?: string | ArrayBuffer } = await fetch(url, {
      ...extras,
      ...init,
      headers: Object.fromEntries(init.headers),
      redirect: 'manual',
      signal: accepted(signal) ? signal : undefined,
    } as FetchInit);
    const content = given[read] ?? (await (raw ? given.arrayBuffer() : given.text()));
    // Without an effect on an object that is frozen.
    Reflect.set(given, read, content);
    const { status } = given;
    const ok = status > 199 && status < 300;
    let made: Response | undefined;
    const answer: Answer = {
      status,
      ok,
      body: undefined,
      response: () => (made ??= unread(given, content, call)),
    };
    // A status that no `Response` has is a failed connection.
    if (!ok) answer.response();
    if (!raw || !ok) answer.body = parse(content, answer, request, call);
    return { answer };
  }).catch((cause) => ({
    error:
      cause instanceof ConnectFailure
        ? cause
        : new ConnectionError('The connection failed.', call, { cause }),
  }));
}

// A `fetch` of a test may answer with the same response again and again. What was read of it stays with
// it: a `WeakMap` would take a tenth of a call.
const read = Symbol();

/** The response as if nobody had read it. That of a redirect in a browser is opaque: nobody can. */
function unread(given: FetchResponse, content: string | ArrayBuffer, call: CallTrace): Response {
  const { status, statusText, headers, url } = given as Response;
  if (!status) return rememberTrace(given as Response, call);
  // A text that is empty would make it `text/plain`.
  const body = !content || /20[45]|304/.test(`${status}`) ? null : content;
  const response = new Response(body, { status, statusText, headers });
  return rememberTrace(Object.defineProperty(response, 'url', { value: url }), call);
}

/**
 * A success that is not JSON counts as a failed connection: it was cut short, or something on the way
 * answered in place of the API.
 */
export function parse(
  content: string | ArrayBuffer,
  answer: Pick<Answer, 'ok' | 'status' | 'response'>,
  { empty, init }: Outgoing,
  call: CallTrace,
) {
  const { ok, status } = answer;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const mayBeEmpty = init.method === 'HEAD' || empty?.includes(status);
    if (!ok || (!text && mayBeEmpty)) return undefined;
    const type = answer.response().headers.get('Content-Type');
    const what = text ? `is not JSON (${type})` : 'has no body';
    throw new ConnectionError(`The response with status ${status} ${what}.`, call, { cause });
  }
}

let tried: unknown;
let fits = false;

/** jsdom brings an `AbortSignal` of its own, which the `fetch` of Node refuses. */
function accepted(signal: AbortSignal): boolean {
  if (tried !== signal.constructor) {
    tried = signal.constructor;
    fits = false;
    try {
      fits = !!new Request('http://signal.test', { signal });
    } catch {}
  }
  return fits;
}
