import { connectionLost } from '../http.js';
import type { RequestEntry } from './server.js';

/**
 * One line for a request. Neither headers nor the query are in it, where keys of anybody may stand.
 */
export function logLine(
  { method, url, answer, milliseconds }: RequestEntry,
  verbose: boolean,
): string {
  const path = (url.split('?', 1)[0] ?? '').slice(0, 300);
  const time = `${milliseconds.toFixed(1)} ms`;
  if (answer === connectionLost) return printable(`${method} ${path} connection reset ${time}`);
  const { status, headers, body } = answer;
  const reason = verbose && status >= 400 ? ` ${body}` : '';
  return printable(`${method} ${path} ${status} ${time} ${headers['X-Request-Id'] ?? ''}${reason}`);
}

/** Nothing out of a request may steer the terminal. */
function printable(line: string): string {
  return line.replace(/\p{C}/gu, '?');
}
