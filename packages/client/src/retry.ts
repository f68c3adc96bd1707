import { errorCodes } from './generated/contract.js';

/** How calls are repeated. All times are milliseconds. */
export interface RetryOptions {
  /** How many requests one call may send in all. Default 4; 1 repeats nothing. */
  attempts?: number;
  /** The upper bound of the first random delay; it doubles with each further one. Default 500. */
  baseDelay?: number;
  /** The upper bound of every random delay. Default 8,000. */
  maxDelay?: number;
  /**
   * The longest `Retry-After` that is waited for. A longer one ends the call with that response.
   * Default 60,000.
   */
  maxRetryAfter?: number;
}

/** How one attempt ended, as far as the decision to repeat needs it. */
export interface Outcome {
  /** The HTTP status; `undefined` when there was no complete response. */
  status?: number;
  /** The error code in the body, or the kind of the error that there is in place of a response. */
  code?: string | undefined;
  /** The value of `Retry-After`. */
  retryAfter?: string | null;
}

const defaults = { attempts: 4, baseDelay: 500, maxDelay: 8_000, maxRetryAfter: 60_000 };

/**
 * How long to wait before the next attempt, in milliseconds, or `undefined` when there is to be none.
 *
 * The contract's table of error codes decides. Most of it follows from the status, and so do codes
 * that it does not have: 408, 429 and 5xx may be repeated, nothing else. So may a request without a
 * response, because the idempotency key makes it safe (contract: Errors › Repeating). `Retry-After` is
 * obeyed (RFC 9110, section 10.2.3); without it the delay is random between 0 and a bound that doubles
 * ("full jitter"), so that many clients do not return together.
 */
export function retryDelay(
  outcome: Outcome,
  attempt: number,
  options: RetryOptions | false,
  { now, random }: { now: number; random: () => number },
): number | undefined {
  const { attempts, baseDelay, maxDelay, maxRetryAfter } = { ...defaults, ...options };
  if (!options || attempt >= attempts || !mayRepeat(outcome)) return undefined;
  const delay = ruleOf(outcome)?.delayMs;
  if (delay) return delay.min + random() * (delay.max - delay.min);
  const advised = parseRetryAfter(outcome.retryAfter ?? '', now);
  if (advised > maxRetryAfter) return undefined;
  if (advised <= maxRetryAfter) return Math.max(0, advised);
  return random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1));
}

interface Rule {
  repeat: string;
  delayMs?: { min: number; max: number };
}

function ruleOf({ code = '' }: Outcome): Rule | undefined {
  const rules: Record<string, Rule> = errorCodes;
  return Object.hasOwn(rules, code) ? rules[code] : undefined;
}

function mayRepeat(outcome: Outcome): boolean {
  const { status, code } = outcome;
  const rule = ruleOf(outcome);
  if (rule) return rule.repeat !== 'never';
  return status ? status === 408 || status === 429 || status >= 500 : code !== 'abort';
}

/** Seconds or an HTTP date, as milliseconds from now; `NaN` when it is neither. */
function parseRetryAfter(value: string, now: number): number {
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
}
