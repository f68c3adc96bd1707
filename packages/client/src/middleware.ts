import type { Middleware } from 'openapi-fetch';

/** What middleware is told of a call beside request and response. */
export type RequestContext = Omit<Parameters<NonNullable<Middleware['onRequest']>>[0], 'request'>;

/**
 * Sends a request through middleware: each sees the request in turn, and may replace it or answer it;
 * then each, in reverse, the response, unread, or the error, and may replace it.
 */
export async function through(
  chain: readonly Middleware[],
  request: Request,
  context: RequestContext,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  let sent = request;
  for (const middleware of chain) {
    const result = await middleware.onRequest?.({ ...context, request: sent });
    if (result instanceof Response) return result;
    sent = result ?? sent;
  }
  const reversed = [...chain].reverse();
  let response = await send(sent).catch(async (thrown) => {
    let error = thrown;
    for (const middleware of reversed) {
      const result = await middleware.onError?.({ ...context, request: sent, error });
      if (result instanceof Response) return result;
      error = result ?? error;
    }
    throw error;
  });
  for (const middleware of reversed) {
    // A copy of a made response has forgotten its URL.
    const unread = Object.defineProperty(response.clone(), 'url', { value: response.url });
    const result = await middleware.onResponse?.({ ...context, request: sent, response: unread });
    response = result ?? response;
  }
  return response;
}
