import type { CallOptions } from './options.js';

type Fits = (value: unknown) => boolean;

/** Whether it can have properties. */
export const isObject = (value: unknown): value is object => Object(value) === value;
/** Whether it can be called. */
export const isFunction = (value: unknown): value is () => unknown => typeof value === 'function';
const least =
  (bound: number): Fits =>
  (value) =>
    typeof value === 'number' && value >= bound;
const has =
  (...methods: string[]): Fits =>
  (value) =>
    methods.every((method) => isFunction(Object(value)[method]));

const forms = 'json text blob arrayBuffer formData stream';

/** The options of clients, calls and `retry`: which of them, what each must be, and whether it is. */
const rules: [names: string, wanted: string, fits: Fits][] = [
  ['timeout totalTimeout attempts', 'at least 1', least(1)],
  ['baseDelay maxDelay maxRetryAfter', 'at least 0', least(0)],
  [
    'fetch random onRequest onResponse onFailure onRetry querySerializer bodySerializer',
    'a function',
    isFunction,
  ],
  ['headers params', 'an object', isObject],
  ['retry', 'false or an object', (value) => value === false || isObject(value)],
  ['signal', 'an AbortSignal', has('addEventListener')],
  ['clock', 'a Clock', has('now', 'after')],
  ['validation', 'a Validation', has('onRequest', 'onResponse')],
  ['middleware', 'an array', Array.isArray],
  ['parseAs', `one of ${forms}`, (value) => forms.split(' ').includes(`${value}`)],
];

/** @throws {TypeError} that does not show the value: it may be secret */
export function demand(fits: boolean, name: string, wanted: string): asserts fits {
  if (!fits) throw new TypeError(`${name} must be ${wanted}.`);
}

/**
 * Refuses what is no sensible option, before anything is sent.
 *
 * @throws {TypeError} with the name of the option
 */
export function checkOptions(options: object): void {
  const given: Record<string, unknown> = { ...options, ...(options as CallOptions).retry };
  for (const [names, wanted, fits] of rules) {
    for (const name of names.split(' ')) {
      demand(given[name] === undefined || fits(given[name]), name, wanted);
    }
  }
}

/**
 * @returns the URL without a slash at its end
 * @throws {TypeError} when paths could not be put behind it
 */
export function checkBaseUrl(baseUrl: string): string {
  let fits = /^https?:\/\/[^\s\\?#@]+$/i.test(baseUrl);
  try {
    new URL(baseUrl);
  } catch {
    fits = false;
  }
  demand(fits, 'baseUrl', 'an http or https URL without credentials, query and fragment');
  return baseUrl.replace(/\/$/, '');
}
