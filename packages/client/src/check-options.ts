import type { CallOptions, ConnectClientOptions } from './options.js';

type Rule = [fits: (value: unknown) => boolean, wanted: string];

const least = (bound: number): Rule => [
  (value) => typeof value === 'number' && value >= bound,
  `at least ${bound}`,
];
const callable: Rule = [(value) => typeof value === 'function', 'a function'];

const rules: Record<string, Rule | undefined> = {
  timeout: least(1),
  totalTimeout: least(1),
  signal: [(value) => !value || 'addEventListener' in Object(value), 'an AbortSignal'],
  retry: [(value) => value === false || Object(value) === value, 'false or an object'],
  attempts: least(1),
  baseDelay: least(0),
  maxDelay: least(0),
  maxRetryAfter: least(0),
  fetch: callable,
  random: callable,
  onRequest: callable,
  onResponse: callable,
  onFailure: callable,
  onRetry: callable,
};

/**
 * Refuses what is no sensible option, before anything is sent.
 *
 * @throws {TypeError} with the name of the option
 */
export function checkOptions(options: CallOptions | Partial<ConnectClientOptions>): void {
  const given: Record<string, unknown> = { ...options, ...(options.retry || {}) };
  for (const name in given) {
    const value = given[name];
    const rule = rules[name];
    // What every object has, such as `constructor`, is no rule.
    if (value !== undefined && rule?.[0] && !rule[0](value))
      throw new TypeError(`${name} must be ${rule[1]}, not ${String(value)}.`);
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
