import { type Answer, type ApiRequest, type ApiResponse, type Awaitable, isLater } from './http.js';
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
  respond(request: ApiRequest, requestId: string): Awaitable<Given>;
  /** What a failure that is no `Problem` is to the caller. */
  problemOf(error: unknown): Problem;
}

/**
 * Around an API: a request id for every answer, `/__health` (it is alive), `/__ready` (it can serve), and
 * an error in the contract's shape. It never throws, nor does its promise reject.
 */
export function createHandle<Given extends Answer>({
  errors,
  health,
  checkReady,
  respond,
  problemOf,
}: HandleOptions<Given>): (request: ApiRequest) => Awaitable<Given | ApiResponse> {
  const newRequestId = createRequestIds();
  return (request) => {
    const requestId = newRequestId();
    const refuse = (error: unknown) => {
      const problem = error instanceof Problem ? error : problemOf(error);
      return problemResponse(problem, errors, requestId);
    };
    try {
      const answer = answerOf(request, requestId);
      return isLater(answer) ? answer.catch(refuse) : answer;
    } catch (error) {
      return refuse(error);
    }
  };

  function answerOf(request: ApiRequest, requestId: string): Awaitable<Given | ApiResponse> {
    const path = pathOf(request.url);
    if (path === '/__health') return page(request, { status: 'ok', ...health }, requestId);
    if (path !== '/__ready') return respond(request, requestId);
    const answer = page(request, { status: 'ready' }, requestId);
    return checkReady ? checkReady().then(() => answer) : answer;
  }
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
