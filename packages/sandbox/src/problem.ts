import type { ErrorTable } from './contract.js';
import { errors } from './generated/contract.js';
import type { ApiResponse } from './http.js';

/** An error code of the contract's table. */
export type ErrorCode = keyof typeof errors;

/** One cause of an error, as the contract's `ErrorDetail`. */
export interface Detail {
  message: string;
  code: string;
  property?: string;
  suggestion?: string;
}

interface Given {
  message?: string;
  hint?: string;
  details?: Detail[];
  headers?: Record<string, string>;
}

/** A request that is not answered with success ("Errors" in spec/openapi.yaml). */
export class Problem extends Error {
  override name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly given: Given & { message: string; hint: string },
  ) {
    super(given.message);
  }

  toResponse(requestId: string): ApiResponse {
    const { message, details, hint, headers } = this.given;
    return {
      status: this.status,
      headers: { 'Content-Type': 'application/json', 'X-Request-Id': requestId, ...headers },
      body: JSON.stringify({ message, code: this.code, ...(details && { details }), hint }),
    };
  }
}

/**
 * A problem of the contract's table. Message and hint are the contract's own unless others are given,
 * and so is a `Retry-After` of a second, where the code comes with one.
 */
export function problem(code: ErrorCode, given: Given = {}): Problem {
  const { status, message, hint, wait }: ErrorTable[string] = errors[code];
  const headers = { ...(wait && { 'Retry-After': '1' }), ...given.headers };
  return new Problem(status, code, { message, hint, ...given, headers });
}

/** The 400 that names what is wrong with the request. */
export function invalid(...details: Detail[]): Problem {
  return problem('VALIDATION_ERROR', { details });
}

/** A problem with this status: the contract's code for it, or a code of our own where it has none. */
export function problemOfStatus(status: number, headers: Record<string, string> = {}): Problem {
  const code = (Object.keys(errors) as ErrorCode[]).find((each) => errors[each].status === status);
  if (code) return problem(code, { headers });
  return new Problem(status, `HTTP_${status}`, {
    message: `The request was answered with status ${status}.`,
    hint: status >= 500 ? errors.INTERNAL_ERROR.hint : 'Read the documentation of this status.',
    headers,
  });
}
