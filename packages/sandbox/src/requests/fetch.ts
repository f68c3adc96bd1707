import { type Answer, type ApiRequest, connectionLost, maxBodyBytes } from './http.js';

/** As the global one. */
type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Puts the web's `Request` and `Response` around a handler of plain requests. */
export function createFetch(handle: (request: ApiRequest) => Promise<Answer>): Fetch {
  return async (input, init) => {
    const request = input instanceof Request && !init ? input : new Request(input, init);
    const answer = await unlessAborted(request.signal, answerTo(request, handle));
    if (answer === connectionLost) throw new TypeError('fetch failed: the connection was reset');
    const { status, headers, body } = answer;
    const hasBody = body !== '' && request.method !== 'HEAD';
    return new Response(hasBody ? body : null, { status, headers });
  };
}

async function answerTo(
  request: Request,
  handle: (request: ApiRequest) => Promise<Answer>,
): Promise<Answer> {
  const { pathname, search } = new URL(request.url);
  return handle({
    method: request.method,
    url: `${pathname}${search}`,
    header: (name) => request.headers.get(name) ?? undefined,
    body: await readBody(request),
  });
}

/** The bytes of a body, or `undefined` where it is too large; what is beyond the limit is not read. */
async function readBody(request: Request): Promise<Uint8Array | undefined> {
  const { body } = request;
  if (!body) {
    // Firefox has no `body`, and one that is there may be empty.
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.length > maxBodyBytes ? undefined : bytes;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    length += next.value.length;
    if (length > maxBodyBytes) {
      await reader.cancel();
      return undefined;
    }
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** A client that gives up hears of it at once; what it asked for goes on, as on a server. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
