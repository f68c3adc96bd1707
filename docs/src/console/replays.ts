import type { ConsoleRequest } from './request.ts';
import type { Answer } from './send.ts';

/** Tells a replay: the first answer under an idempotency key once more, byte for byte. */
export interface Replays {
  isReplay(request: ConsoleRequest, idempotencyHeader: string | undefined, answer: Answer): boolean;
}

export function createReplays(): Replays {
  const first = new Map<string, string>();
  return {
    isReplay({ url, headers }, idempotencyHeader, { status, headers: answered, body }) {
      const key = idempotencyHeader && headers[idempotencyHeader];
      const requestId = answered['x-request-id'];
      // Without an id two equal answers are no proof that the request was executed only once.
      if (!key || !requestId) return false;
      const place = `${new URL(url).origin} ${key}`;
      const result = `${requestId} ${status} ${body}`;
      const replay = first.get(place) === result;
      first.set(place, result);
      return replay;
    },
  };
}
