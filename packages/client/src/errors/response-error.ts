import type { ErrorCode, ErrorDetail, ErrorResponse } from '@connect-api/types';
import { type CallTrace, ConnectError } from './connect-error.js';

/** The server answered, but not with a 2xx (contract: Errors › Shape). `orThrow` throws it. */
export class ResponseError extends ConnectError {
  override readonly name = 'ResponseError';
  override readonly kind = 'response';
  /** The HTTP status. */
  declare readonly status: number;
  /** The stable code to decide by; `undefined` where the body has not the contract's shape. */
  declare readonly code: ErrorCode | undefined;
  /** The single causes; empty where the server names none. */
  declare readonly details: readonly ErrorDetail[];
  /** What to do about it; `undefined` where the server does not say. */
  declare readonly hint: string | undefined;
  /**
   * `X-Request-Id` (contract: Requests and responses › Request id). Quote it when you ask for help.
   */
  declare readonly requestId: string | undefined;
  /** The response; its body is already read. */
  declare readonly response: Response;

  /** @param body of the response, in whatever shape */
  constructor(response: Response, body: unknown, trace: CallTrace) {
    const { status, statusText, headers } = response;
    const { code, message = statusText, details = [], hint }: Partial<ErrorResponse> = Object(body);
    super([status, code, message].filter(Boolean).join(' '), trace);
    const requestId = headers.get('X-Request-Id') ?? undefined;
    Object.assign(this, { status, code, details, hint, requestId });
    // The response can be long; it stays out of logs that print the error.
    Object.defineProperty(this, 'response', { value: response });
  }
}
