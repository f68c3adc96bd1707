import type { ApiError, ErrorCode, ErrorDetail } from '@connect-api/types';
import { type CallTrace, ConnectError } from './connect-error.js';

/** The server answered with an error (contract: Errors › Shape). */
export class ResponseError extends ConnectError {
  override readonly name = 'ResponseError';
  override readonly kind = 'response';
  /** The HTTP status. */
  declare readonly status: number;
  /** The stable code to decide by; `undefined` when the body is not in the contract's shape. */
  declare readonly code: ErrorCode | undefined;
  /** The single causes. */
  declare readonly details: readonly ErrorDetail[];
  /** What to do about it. */
  declare readonly hint: string | undefined;
  /** `X-Request-Id` of the response. Quote it when you ask for help. */
  declare readonly requestId: string | undefined;
  /** The response; its body is already read. */
  declare readonly response: Response;

  /** @param body of the response, in whatever shape */
  constructor(response: Response, body: unknown, trace: CallTrace) {
    const { status, statusText, headers } = response;
    const { code, message = statusText, details = [], hint }: Partial<ApiError> = Object(body);
    super([status, code, message].filter(Boolean).join(' '), trace);
    const requestId = headers.get('X-Request-Id') ?? undefined;
    Object.assign(this, { status, code, details, hint, requestId });
    // The response can be long; it stays out of logs that print the error.
    Object.defineProperty(this, 'response', { value: response });
  }
}
