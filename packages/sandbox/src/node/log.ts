import { connectionLost } from '../http.js';
import type { RequestEntry } from './server.js';

/**
 * One line for a request. Neither headers nor the query are in it, where keys may stand.
 */
export function logLine(
  { method, url, answer, milliseconds }: RequestEntry,
  verbose: boolean,
): string {
  const path = printable(url.split('?', 1)[0] ?? '');
  const time = `${milliseconds.toFixed(1)} ms`;
  if (answer === connectionLost) return `${method} ${path} connection reset ${time}`;
  const { status, headers, body } = answer;
  const reason = verbose && status >= 400 ? ` ${body}` : '';
  return `${method} ${path} ${status} ${time} ${headers['X-Request-Id'] ?? ''}${reason}`;
}

/** Nothing in a path may steer the terminal. */
function printable(path: string): string {
  return path.replace(/[^\x21-\x7e]/g, '?').slice(0, 300);
}
