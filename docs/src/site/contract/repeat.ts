import type { ErrorCode } from './document.ts';

/** Whether the same request may be sent again, in one sentence. */
export function repeatOf({ repeat, delayMs }: ErrorCode): string {
  switch (repeat) {
    case 'never':
      return 'No. The same request would fail again.';
    case 'jitter':
      return `Yes, after a random ${delayMs?.min} to ${delayMs?.max} milliseconds: the identical request with the same idempotency key.`;
    case 'retryAfter':
      return 'Yes, after the seconds in `Retry-After`, with the same idempotency key.';
    case 'backoff':
      return 'Yes, after a growing delay, with the same idempotency key.';
  }
}

/** The same in a word or two, for tables. */
export function shortRepeatOf({ repeat, delayMs }: ErrorCode): string {
  switch (repeat) {
    case 'never':
      return 'no';
    case 'jitter':
      return `after ${delayMs?.min} to ${delayMs?.max} ms`;
    case 'retryAfter':
      return 'after Retry-After';
    case 'backoff':
      return 'after a growing delay';
  }
}
