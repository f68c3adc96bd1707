import type { CallOptions, ConnectClientOptions } from './options.js';

/** The least that a number may be, `NaN` being none; the others are functions. */
const least = {
  timeout: 1,
  totalTimeout: 1,
  attempts: 1,
  baseDelay: 0,
  maxDelay: 0,
  maxRetryAfter: 0,
  fetch: undefined,
  random: undefined,
  onRequest: undefined,
  onResponse: undefined,
  onFailure: undefined,
  onRetry: undefined,
};

/**
 * Refuses what is no sensible option, before anything is sent.
 *
 * @throws {TypeError} with the name of the option
 */
export function checkOptions(options: CallOptions | Partial<ConnectClientOptions>): void {
  const { retry } = options;
  const check = (name: string, value: unknown, right: boolean, wanted: string) => {
    if (value !== undefined && !right)
      throw new TypeError(`${name} must be ${wanted}, not ${String(value)}.`);
  };
  check('retry', retry, retry === false || Object(retry) === retry, 'false or an object');
  const given: Record<string, unknown> = { ...options, ...(retry || {}) };
  for (const [name, bound] of Object.entries(least)) {
    const value = given[name];
    if (bound === undefined) check(name, value, typeof value === 'function', 'a function');
    else check(name, value, typeof value === 'number' && value >= bound, `at least ${bound}`);
  }
}

/**
 * @returns the URL without a slash at its end
 * @throws {TypeError} when paths could not be put behind it; credentials are not shown
 */
export function checkBaseUrl(baseUrl: string): string {
  try {
    if (/^https?:\/\/[^\s\\?#@]+$/i.test(baseUrl) && new URL(baseUrl)) {
      return baseUrl.replace(/\/$/, '');
    }
  } catch {}
  const shown = /[?#@]/.test(baseUrl) ? '' : `, not ${JSON.stringify(baseUrl)}`;
  throw new TypeError(
    `baseUrl must be a URL such as https://apiv2.example.com${shown}, without credentials, query and fragment.`,
  );
}
