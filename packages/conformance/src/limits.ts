/** How much a run may do. */
export interface Limits {
  /** Requests in all. Default: 20,000. */
  requests?: number;
  /** Milliseconds in all. Default: 20 minutes. */
  milliseconds?: number;
  /** Milliseconds for one request. Default: 10 seconds. */
  requestMilliseconds?: number;
  /** Milliseconds for one call of a hook. Default: 30 seconds. */
  hookMilliseconds?: number;
}

export const defaultLimits = {
  requests: 20_000,
  milliseconds: 20 * 60_000,
  requestMilliseconds: 10_000,
  hookMilliseconds: 30_000,
} as const satisfies Required<Limits>;
