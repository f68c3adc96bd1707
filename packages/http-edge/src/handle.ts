import type { Answer, ApiRequest, ApiResponse } from './http.js';
import { type ErrorTable, Problem, problemResponse } from './problem.js';
import { createRequestIds } from './request-id.js';
import { methodNotAllowed } from './route.js';
import { pathOf } from './url.js';

export interface HandleOptions<Given extends Answer> {
  /** The contract's table of error codes. */
  errors: ErrorTable;
  /** What `GET /__health` says beside its status. */
  health: { version: string; contract: { version: string; sha256: string } };
  /** Throws where requests cannot be served now, although this one was. Default: they always can. */
  checkReady?(): Promise<void>;
  /** Answers a request, or throws a `Problem`. */
  respond(request: ApiRequest, requestId: string): Promise<Given>;
  /** What a failure that is no `Problem` is to the caller. */
  problemOf(error: unknown): Problem;
}

/**
 * Around an API: a request id for every answer, `/__health` (it is alive), `/__ready` (it can serve), and
 * an error in the contract's shape. It never throws.
 */
export function createHandle<Given extends Answer>({
  errors,
  health,
  checkReady,
  respond,
  problemOf,
}: HandleOptions<Given>): (request: ApiRequest) => Promise<Given | ApiResponse> {
  const newRequestId = createRequestIds();
  return async (request) => {
    const requestId = newRequestId();
    try {
      const path = pathOf(request.url);
      if (path === '/__health') return page(request, { status: 'ok', ...health }, requestId);
      if (path === '/__ready') {
        const answer = page(request, { status: 'ready' }, requestId);
        await checkReady?.();
        return answer;
      }
      return await respond(request, requestId);
    } catch (error) {
      const problem = error instanceof Problem ? error : problemOf(error);
      return problemResponse(problem, errors, requestId);
    }
  };
}

/** A page of the server itself: `GET` and `HEAD`, no API key. */
export function page({ method }: ApiRequest, value: unknown, requestId: string): ApiResponse {
  if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed(['GET', 'HEAD']);
  return jsonResponse(200, value, requestId);
}

export function jsonResponse(status: number, value: unknown, requestId: string): ApiResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Request-Id': requestId },
    body: JSON.stringify(value),
  };
}
