import { idempotencyHeaderOf, operations } from './bundled-contract.js';
import { type Answer, LimitReached, NoAnswer, type PlainRequest, TimedOut } from './http.js';

export interface TargetOptions {
  /** Without a slash at the end. */
  baseUrl: string;
  fetch: typeof fetch;
  /** How long one request may take, in milliseconds. */
  requestTimeoutMs: number;
  maxRequests: number;
  /** Whether the time of the run is over. */
  isOver: () => boolean;
  sleep: (ms: number) => Promise<void>;
}

/** The server that is judged. */
export interface Target {
  readonly baseUrl: string;
  /** How many requests were sent. */
  readonly sent: number;
  /** How many requests of the API, not of a sandbox's control, were answered with a 2xx. */
  readonly succeeded: number;
  /**
   * Sends a request. A 429 is obeyed and the request repeated ("Repeating" in the contract), unless it
   * is what the caller waits for. A request whose connection was closed is repeated once, if its effect
   * cannot come twice.
   *
   * @throws {NoAnswer | LimitReached}
   */
  send(request: PlainRequest, options?: { expects429?: boolean }): Promise<Answer>;
}

/** Where a sandbox has its control endpoints. */
export const controlPath = '/__sandbox/';

const longestWaitSeconds = 30;
const repetitions = 5;
const mostBodyBytes = 16 * 1_048_576;

// A server may close a connection that rests just when a request sets out on it (RFC 9112, 9.3.1).
const closedConnection = new Set<unknown>(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const keyHeaders = new Set(operations.map(idempotencyHeaderOf));

export function createTarget(options: TargetOptions): Target {
  const { baseUrl, requestTimeoutMs, maxRequests, isOver, sleep } = options;
  let sent = 0;
  let succeeded = 0;

  async function sendOnce(request: PlainRequest): Promise<Answer> {
    if (sent >= maxRequests) throw new LimitReached(`the limit of ${maxRequests} requests`);
    if (isOver()) throw new LimitReached('the time limit');
    sent += 1;
    const signal = AbortSignal.timeout(requestTimeoutMs);
    try {
      const answer = await Promise.race([ask(request, signal), aborted(signal)]);
      if (answer.status < 300 && !request.url.startsWith(controlPath)) succeeded += 1;
      return answer;
    } catch (error) {
      if (signal.aborted) throw new TimedOut(`no answer within ${requestTimeoutMs} ms`);
      throw new NoAnswer(reasonOf(error as Error), { cause: error });
    }
  }

  async function ask(request: PlainRequest, signal: AbortSignal): Promise<Answer> {
    const { method, url, headers, body } = request;
    const response = await options.fetch(`${baseUrl}${url}`, {
      method,
      headers,
      // As bytes, because Fetch would give a text a media type of its own.
      body: typeof body === 'string' ? new TextEncoder().encode(body) : unshared(body ?? null),
      redirect: 'manual',
      signal,
    });
    const bytes = await bytesOf(response);
    const { status, headers: received } = response;
    return { request, status, headers: received, bytes, body: jsonOf(bytes) };
  }

  async function sendSurely(request: PlainRequest): Promise<Answer> {
    try {
      return await sendOnce(request);
    } catch (error) {
      if (!isClosedConnection(error as Error) || !hasOneEffect(request)) throw error;
      return sendOnce(request);
    }
  }

  return {
    baseUrl,
    get sent() {
      return sent;
    },
    get succeeded() {
      return succeeded;
    },
    async send(request, { expects429 = false } = {}) {
      for (let repeated = 0; ; repeated += 1) {
        const answer = await sendSurely(request);
        if (answer.status !== 429 || expects429 || repeated === repetitions) return answer;
        const seconds = Number(answer.headers.get('Retry-After') ?? 1);
        if (!(seconds <= longestWaitSeconds)) return answer;
        await sleep(seconds * 1000);
      }
    },
  };
}

/** The body. One without an end must not fill the memory. */
async function bytesOf({ body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // The DOM's types do not say yet that a stream can be iterated.
  for await (const part of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.length;
    if (length > mostBodyBytes) throw new Error(`a body of more than ${mostBodyBytes} bytes`);
  }
  return Buffer.concat(parts);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Ends a wait for a `fetch` that takes no notice of its signal. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Fetch says why in the cause of its error, which is that of a {@link NoAnswer}. */
function isClosedConnection({ cause }: Error): boolean {
  const { code } = ((cause as Error | undefined)?.cause ?? {}) as NodeJS.ErrnoException;
  return closedConnection.has(code);
}

function hasOneEffect({ method, headers }: PlainRequest): boolean {
  return safeMethods.has(method) || Object.keys(headers).some((name) => keyHeaders.has(name));
}

function reasonOf({ message, cause }: Error): string {
  const { code, message: reason } = (cause ?? {}) as NodeJS.ErrnoException;
  return `no answer: ${reason || code || message}`;
}

/** Before 5.7 TypeScript did not tell in which memory bytes are, so public types do not say it. */
const unshared = (bytes: Uint8Array | null) => bytes as Uint8Array<ArrayBuffer> | null;
