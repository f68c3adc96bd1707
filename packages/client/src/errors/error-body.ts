import type { ErrorResponse } from '@connect-api/types';
import { isObject } from '../check-options.js';

/**
 * An error that does not come from the API but from a gateway, for example: the body is whatever it
 * sent, with a `message` in any case.
 */
export interface GatewayError {
  /**
   * For people: that of the body, or else what the status says.
   */
  message: string;
  /**
   * Only the API has error codes.
   */
  code?: undefined;
  /**
   * Only the API names causes.
   */
  details?: undefined;
  /**
   * Only the API gives hints.
   */
  hint?: undefined;
}

/** The body of an error as callers get it: an object with a `message`, whatever the server sent. */
export function errorOf(body: unknown, { status, statusText }: Response): Partial<ErrorResponse> {
  const error: Partial<ErrorResponse> = isObject(body) && !Array.isArray(body) ? body : {};
  if (error.message && typeof error.message === 'string') return error;
  return { ...error, message: statusText || `The server answered ${status}.` };
}
