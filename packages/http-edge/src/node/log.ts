import { type Answer, type ApiResponse, connectionLost, type PassedOn } from '../http.js';

/** One request, as a log shows it. */
export interface LogEntry {
  /** `-`, like `url`, where it was not even HTTP. */
  method: string;
  /** As it was sent, query included. */
  url: string;
  answer: Answer;
  milliseconds: number;
}

export type LogForm = 'text' | 'json';

export type Level = 'info' | 'warn' | 'error';

export interface LogOptions {
  form: LogForm;
  /** Whether the reason of a refusal is told. */
  verbose: boolean;
  /** A Unix time in milliseconds. */
  now: () => number;
}

/**
 * One line for a request. Neither headers, nor the query, nor a value out of a body are in it, where
 * keys of anybody may stand.
 */
export function logLine(entry: LogEntry, { form, verbose, now }: LogOptions): string {
  const time = timeOf(now());
  const end = entry.url.indexOf('?');
  const path = (end === -1 ? entry.url : entry.url.slice(0, end)).slice(0, 300);
  const { method, answer } = entry;
  const milliseconds = entry.milliseconds.toFixed(1);
  const status = answer === connectionLost ? undefined : answer.status;
  const level = levelOf(status);
  const requestId = answer === connectionLost ? undefined : requestIdOf(answer);
  const reason = verbose ? reasonOf(answer) : undefined;
  if (form === 'json') {
    return JSON.stringify({
      time,
      level,
      method,
      path,
      status,
      milliseconds: Number(milliseconds),
      requestId,
      ...reason,
    });
  }
  const what = status ?? 'connection reset';
  const why = reason ? ` ${[reason.code, ...reason.properties].join(' ')}: ${reason.message}` : '';
  const id = requestId === undefined ? '' : ` ${requestId}`;
  return printable(`${time} ${level} ${method} ${path} ${what} ${milliseconds} ms${id}${why}`);
}

/**
 * What the program has to say besides its requests.
 *
 * @param detail lines that stand below it, such as a stack
 */
export function messageLine(
  level: Level,
  message: string,
  detail: string | undefined,
  { form, now }: Omit<LogOptions, 'verbose'>,
): string {
  const time = timeOf(now());
  if (form === 'json') return JSON.stringify({ time, level, message, detail });
  return [printable(`${time} ${level} ${message}`), ...(detail ? [detail] : [])].join('\n');
}

/** Another server may write the name in lower case. */
function requestIdOf({ headers }: ApiResponse | PassedOn) {
  return headers['X-Request-Id'] ?? headers['x-request-id'];
}

function levelOf(status = 0): Level {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}

/** The error's code, what it says, and the properties that it is about. */
function reasonOf(answer: Answer) {
  if (answer === connectionLost || answer.status < 400 || answer.body === '') return undefined;
  // What another server says is its own.
  if (typeof answer.body !== 'string') return undefined;
  const {
    code,
    message,
    details = [],
  } = JSON.parse(answer.body) as {
    code: string;
    message: string;
    details?: { property?: string }[];
  };
  const properties = details.flatMap(({ property = [] }) => property).slice(0, 10);
  return { code, message, properties };
}

/** Nothing out of a request may steer the terminal, or look like another line. */
function printable(line: string): string {
  // Nearly every line is plain, which is told much faster.
  const plain = /^[ -~]*$/.test(line) ? line : line.replace(/\p{C}/gu, '?');
  return plain.slice(0, 1000);
}

// Requests come more often than milliseconds pass.
let latest = { instant: Number.NaN, text: '' };

function timeOf(instant: number): string {
  if (instant !== latest.instant) latest = { instant, text: new Date(instant).toISOString() };
  return latest.text;
}
