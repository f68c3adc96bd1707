/** Thrown before the first check where the suite cannot judge the server. The message says what to do. */
export class UsageError extends Error {
  /** Tells it from other errors. */
  override name = 'UsageError';
}
