/** Something in which a request or an answer is not as the contract has it. It holds no value of either. */
export interface Difference {
  /** Whether the caller or the server differs. */
  side: 'request' | 'response';
  /**
   * `violation` breaks the contract. `unknown` does not: the contract lets answers have properties that
   * it does not name, and your types do not have them.
   */
  kind: 'violation' | 'unknown';
  /** In upper case. */
  method: string;
  /** As the contract writes it, `{subscriptionId}` and all; as it was sent where the contract has no such path. */
  path: string;
  /** Missing where the contract has no such operation. */
  operationId?: string;
  /** The status of the answer; missing where there was none. */
  status?: number;
  /** The part of the request or answer that differs. */
  in: 'operation' | 'path' | 'query' | 'header' | 'cookie' | 'body' | 'status';
  /** A JSON Pointer (RFC 6901) in a body, else the name of a parameter or a header; often empty. */
  at: string;
  /** As in the details of an error: `FIELD_REQUIRED`, `FIELD_INVALID`, … */
  code: string;
  /** What is wrong, for people. */
  message: string;
}

/** A difference before it is known which request it is of. */
export type Fault = Pick<Difference, 'in' | 'at' | 'code' | 'message'>;

/** A JSON Pointer (RFC 6901). */
export function pointerOf(tokens: readonly string[]): string {
  return tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** One line, which nothing out of a request can break in two. */
export function textOf({ side, operationId, method, path, status, ...rest }: Difference): string {
  const place = [rest.in, rest.at].filter(Boolean).join(' ');
  const of = [operationId ?? `${method} ${path}`, status ?? 'unanswered'].join(' ');
  return `${side} of ${of}, ${place}: ${rest.message}`
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
    .slice(0, 1000);
}

/** A difference as a line of the log, which has the lines of the requests, too. */
export function lineOf(difference: Difference, form: 'text' | 'json', now: () => number): string {
  const time = new Date(now()).toISOString();
  const level = difference.kind === 'violation' ? 'warn' : 'info';
  const lines = {
    json: () => JSON.stringify({ time, level, ...difference }),
    text: () => `${time} ${level} ${textOf(difference)}`,
  };
  return lines[form]();
}
