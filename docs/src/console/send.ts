import type { ConsoleRequest } from './request.ts';
import type { Target } from './targets.ts';
import { Unreachable, whyUnreachable } from './unreachable.ts';

export interface Answer {
  status: number;
  /** Those that the host lets a page read. */
  headers: Record<string, string>;
  body: string;
  milliseconds: number;
}

const patienceMs = 30_000;

/**
 * Sends a request and reads all of the answer.
 *
 * @throws {Unreachable} where there is no answer that the page may read
 */
export async function send(target: Target, request: ConsoleRequest): Promise<Answer> {
  const { url, method, headers, body } = request;
  try {
    new Request(url, { method, headers });
  } catch (error) {
    throw new Unreachable(`The browser cannot send this request: ${(error as Error).message}`);
  }
  const blocked = listenForPolicy();
  const started = performance.now();
  try {
    const response = await target.fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      // Cookies of the host are no business of the console.
      credentials: 'omit',
      signal: AbortSignal.timeout(patienceMs),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      milliseconds: performance.now() - started,
    };
  } catch (error) {
    throw await whyUnreachable(target, url, error, blocked.happened);
  } finally {
    blocked.stop();
  }
}

/** Whether the page's own Content-Security-Policy stopped a request. */
function listenForPolicy() {
  let happened = false;
  const listen = () => {
    happened = true;
  };
  document.addEventListener('securitypolicyviolation', listen);
  return {
    happened: () => happened,
    stop: () => document.removeEventListener('securitypolicyviolation', listen),
  };
}
