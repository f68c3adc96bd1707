/** How much a run may do. */
export interface Limits {
  /** Requests in all. Default: 20,000. */
  requests?: number;
  /** Milliseconds in all. Default: 20 minutes. */
  milliseconds?: number;
  /** Milliseconds for one request or one call of a hook. Default: 30 seconds. */
  requestMilliseconds?: number;
}

export const defaultLimits = {
  requests: 20_000,
  milliseconds: 20 * 60_000,
  requestMilliseconds: 30_000,
} as const satisfies Required<Limits>;
