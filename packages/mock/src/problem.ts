import { errorCode } from './contract.js';

/** One cause of an error, as the contract's error shape has it. */
export interface Detail {
  message: string;
  code: string;
  property?: string;
  suggestion?: string;
}

/** A response before it is sent. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body?: unknown;
}

/** An error in the contract's one shape ("Shape" in spec/openapi.yaml). */
export class Problem extends Error {
  readonly answer: Answer;

  constructor(
    readonly code: string,
    given: {
      message?: string;
      details?: Detail[];
      hint?: string;
      headers?: Record<string, string>;
    } = {},
  ) {
    const { status, when, action } = errorCode(code);
    const { message = when, details, hint = action, headers } = given;
    super(message);
    this.answer = {
      status,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: { message, code, ...(details && { details }), hint },
    };
  }
}

/** The 400 whose details say what does not fit the contract. */
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
