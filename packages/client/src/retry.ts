import { repeatable } from './generated/contract.js';

/**
 * How calls are repeated (contract: Errors › Repeating). All times are milliseconds. A locked
 * idempotency key is asked for again after 100 to 500 ms until `totalTimeout` (contract: Idempotency
 * › Locked); these requests do not count as attempts.
 */
export interface RetryOptions {
  /**
   * How many requests one call may send in all, locked ones aside. Default 4; 1 repeats nothing.
   */
  attempts?: number | undefined;
  /**
   * The upper bound of the first random delay; it doubles with each further attempt. Default 500.
   */
  baseDelay?: number | undefined;
  /**
   * The upper bound of every random delay. Default 8,000.
   */
  maxDelay?: number | undefined;
  /**
   * The longest `Retry-After` (RFC 9110, section 10.2.3) that is waited for. A longer one ends the
   * call with its response. Default 60,000.
   */
  maxRetryAfter?: number | undefined;
}

/** What came of a request that failed, as far as repeating goes. */
export interface Failure {
  /** The HTTP status; `undefined` where there was no complete response. */
  status?: number | undefined;
  /** The error code of the body; what is no string does not count. */
  code?: unknown;
}

/** Whether to repeat at all, and after how many milliseconds if the contract says so. */
type Rule = boolean | { min: number; max: number };

/**
 * The contract's table of error codes decides. Most of it follows from the status, and so do codes
 * that it does not have: 408, 429 and 5xx may be repeated, nothing else. So may a request without a
 * response, because the idempotency key makes it safe (contract: Errors › Repeating).
 */
export function ruleOf(status = 500, code?: string): Rule {
  const rules: Record<string, Rule | null> = repeatable;
  return rules[code ?? ''] ?? (status === 408 || status === 429 || status >= 500);
}

/** The error code of a body; what is no string is none. */
export function codeOf(body: unknown): string | undefined {
  const { code } = Object(body);
  return typeof code === 'string' ? code : undefined;
}

/**
 * Whether a request that failed may be sent again, with the same idempotency key and the same API key
 * (contract: Errors › Repeating).
 *
 * @example
 * if (!isRepeatable({ status: job.status, code: job.code })) giveUp(job);
 */
export function isRepeatable(failure: Failure): boolean {
  return !!ruleOf(failure.status, codeOf(failure));
}

/**
 * How long to wait before the next attempt, in milliseconds, or `undefined` when there is to be
 * none.
 *
 * `Retry-After` is obeyed (RFC 9110, section 10.2.3); without it the delay is random between 0 and a
 * bound that doubles ("full jitter"), so that many clients do not return together.
 *
 * @param failures how many attempts have failed, this one included, locked ones aside
 */
export function retryDelay(
  rule: Rule,
  headers: Headers | undefined,
  failures: number,
  options: RetryOptions | false = {},
  now: number,
  random: () => number,
): number | undefined {
  const {
    attempts = 4,
    baseDelay = 500,
    maxDelay = 8_000,
    maxRetryAfter = 60_000,
  } = options || { attempts: 1 };
  if (!rule || attempts <= Math.max(1, failures)) return undefined;
  if (rule !== true) return rule.min + random() * (rule.max - rule.min);
  const advised = parseRetryAfter(headers?.get('Retry-After') ?? '', now);
  if (advised > maxRetryAfter) return undefined;
  if (advised <= maxRetryAfter) return Math.max(0, advised);
  return random() * Math.min(maxDelay, baseDelay * 2 ** (failures - 1));
}

/** Seconds or an HTTP date, as milliseconds from now; `NaN` when it is neither. */
function parseRetryAfter(value: string, now: number): number {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // `Date.parse` makes a date of nearly everything: of `1.5`, the 5th of January.
  return value.endsWith('GMT') ? Date.parse(value) - now : Number.NaN;
}
