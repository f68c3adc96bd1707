import type { ErrorCode, ErrorDetail } from '@connect-api/types';
import { codeOf, ruleOf } from '../retry.js';
import { type CallTrace, ConnectFailure } from './connect-error.js';
import { errorOf } from './error-body.js';

/** The server answered, but not with a 2xx (contract: Errors › Shape). `orThrow` throws it. */
export class ResponseError extends ConnectFailure {
  /** The name of the class, also where code is minified. */
  override readonly name = 'ResponseError';
  /** Which error it is, for a `switch`. */
  override readonly kind = 'response';
  /**
   * The HTTP status.
   */
  declare readonly status: number;
  /**
   * The stable code to decide by; `undefined` where the body has not the contract's shape.
   */
  declare readonly code: ErrorCode | undefined;
  /**
   * The single causes; empty where the server names none.
   */
  declare readonly details: readonly ErrorDetail[];
  /**
   * What to do about it; `undefined` where the server does not say.
   */
  declare readonly hint: string | undefined;
  /**
   * Whether the request may be sent again, with the same idempotency key and the same API key
   * (contract: Errors › Repeating).
   */
  declare readonly repeatable: boolean;
  /**
   * `X-Request-Id` (contract: Requests and responses › Request id); `undefined` where the server sends
   * none. Quote it when you ask for help.
   */
  declare readonly requestId: string | undefined;
  /**
   * The response; its body can still be read.
   */
  declare readonly response: Response;

  /** @param body of the response, in whatever shape */
  constructor(response: Response, body: unknown, trace: CallTrace) {
    const { status, headers } = response;
    const { message, details: causes, hint } = errorOf(body, response);
    const code = codeOf(body);
    const details = Array.isArray(causes) ? causes : [];
    super([status, code, message].filter(Boolean).join(' '), trace);
    const requestId = headers.get('X-Request-Id') ?? undefined;
    const repeatable = !!ruleOf(status, code);
    Object.assign(this, { status, code, details, hint, repeatable, requestId });
    // The response can be long; it stays out of logs that print the error.
    Object.defineProperty(this, 'response', { value: response });
  }
}
