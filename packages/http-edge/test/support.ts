import type { ErrorTable } from '../src/problem.js';

/** A table of error codes, as a contract has it. */
export const errors: ErrorTable = Object.fromEntries(
  Object.entries({
    NOT_FOUND: 404,
    METHOD_NOT_ALLOWED: 405,
    NOT_ACCEPTABLE: 406,
    PAYLOAD_TOO_LARGE: 413,
    UNSUPPORTED_MEDIA_TYPE: 415,
    VALIDATION_ERROR: 400,
    INTERNAL_ERROR: 500,
  }).map(([code, status]) => [
    code,
    { status, message: `message of ${code}`, hint: `hint of ${code}` },
  ]),
);
