import type { ApiResponse } from './http.js';

/** One cause of an error, as the contract's error shape has it ("Shape" in spec/openapi.yaml). */
export interface Detail {
  message: string;
  code: string;
  property?: string;
  suggestion?: string;
}

/** What the contract's table says of an error code. */
export interface ErrorEntry {
  status: number;
  message: string;
  hint: string;
  /** Whether it comes with a `Retry-After`. */
  wait?: boolean;
}

/** The contract's table of error codes. */
export type ErrorTable = Readonly<Record<string, ErrorEntry>>;

interface Given {
  /** Only for codes that are not in the table. */
  status?: number;
  message?: string;
  hint?: string;
  details?: Detail[];
  headers?: Record<string, string>;
}

/** A request that is not answered with success. What is not given is the table's. */
export class Problem extends Error {
  override name = 'Problem';

  readonly code: string;
  readonly given: Given;

  constructor(code: string, given: Given = {}) {
    super(given.message ?? code);
    this.code = code;
    this.given = given;
  }
}

/** The 400 that names what does not fit. */
export function invalid(
  details: Detail[],
  given: { message?: string; hint?: string } = {},
): Problem {
  return new Problem('VALIDATION_ERROR', {
    message: 'The request does not fit the contract.',
    details,
    ...given,
  });
}

/** The 401, which tells the scheme to use (RFC 9110, 11.6.1). */
export function unauthorized(): Problem {
  return new Problem('UNAUTHORIZED', {
    headers: { 'WWW-Authenticate': 'ApiKey realm="Connect API"' },
  });
}

/**
 * A problem as a response. A code that comes with a `Retry-After` gets one of a second, unless another
 * is given.
 *
 * @throws {Error} where the table does not have the code, and the problem does not bring its own status
 */
export function problemResponse(
  { code, given }: Problem,
  errors: ErrorTable,
  requestId: string,
): ApiResponse {
  const entry = errors[code];
  const status = given.status ?? entry?.status;
  if (status === undefined) throw new Error(`The contract has no error code ${code}.`);
  const { message = entry?.message, details, hint = entry?.hint, headers } = given;
  return {
    status,
    headers: {
      'Content-Type': 'application/json',
      'X-Request-Id': requestId,
      ...(entry?.wait && { 'Retry-After': '1' }),
      ...headers,
    },
    body: JSON.stringify({ message, code, ...(details && { details }), hint }),
  };
}
