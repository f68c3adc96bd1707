import { Problem as EdgeProblem, problemResponse } from '@connect-api/http-edge';
import { errors } from '../generated/contract.js';
import type { ErrorTable } from '../operation.js';
import type { ApiResponse } from '../requests/http.js';
import type { Detail } from './detail.js';

/** An error code of the contract's table. */
export type ErrorCode = keyof typeof errors;

type Given = NonNullable<ConstructorParameters<typeof EdgeProblem>[1]>;

/** A request that is not answered with success ("Errors" in spec/openapi.yaml). */
export class Problem extends EdgeProblem {
  readonly status: number;

  constructor(status: number, code: string, given: Given) {
    super(code, { ...given, status });
    this.status = status;
  }

  toResponse(requestId: string): ApiResponse {
    return problemResponse(this, errors, requestId);
  }
}

/**
 * A problem of the contract's table. Message and hint are the contract's own unless others are given,
 * and so is a `Retry-After` of a second, where the code comes with one.
 */
export function problem(code: ErrorCode, given: Given = {}): Problem {
  const { status, message }: ErrorTable[string] = errors[code];
  return new Problem(status, code, { message, ...given });
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
