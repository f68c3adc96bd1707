import type { Validation } from '@connect-api/validators';
/** One cause of an error, as the contract's `ErrorDetail`. */
export interface Detail {
  message: string;
  code: string;
  property?: string;
  suggestion?: string;
}

// Nearly every request fits, and gets the same.
const none: Detail[] = [];

/** What does not fit the contract, if anything. */
export function detailsOf(result: Validation<unknown>): Detail[] {
  return result.valid ? none : result.details;
}
