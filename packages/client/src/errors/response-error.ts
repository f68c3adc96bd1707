import type { ApiError, ErrorCode, ErrorDetail } from '@connect-api/types';
import { type CallTrace, ConnectError } from './connect-error.js';

/** The server answered with an error (contract: Errors › Shape). */
export class ResponseError extends ConnectError {
  override readonly name = 'ResponseError';
  readonly kind = 'response';
  /** The HTTP status. */
  readonly status: number;
  /** The stable code to decide by; `undefined` when the body is not in the contract's shape. */
  readonly code: ErrorCode | undefined;
  /** The single causes. */
  readonly details: ErrorDetail[];
  /** What to do about it. */
  readonly hint: string | undefined;
  /** `X-Request-Id` of the response. Quote it when you ask for help. */
  readonly requestId: string | undefined;
  /** The response; its body is already read. */
  readonly response: Response;

  constructor(response: Response, body: Partial<ApiError> | undefined, trace: CallTrace) {
    const reason = body?.message ?? response.statusText;
    super([response.status, body?.code, reason].filter(Boolean).join(' '), trace);
    this.status = response.status;
    this.code = body?.code;
    this.details = body?.details ?? [];
    this.hint = body?.hint;
    this.requestId = response.headers.get('X-Request-Id') ?? undefined;
    // The response can be long; it stays out of logs that print the error.
    Object.defineProperty(this, 'response', { value: response, enumerable: false });
    this.response = response;
  }
}
