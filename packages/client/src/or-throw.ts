import { ResponseError } from './errors/response-error.js';
import { traceOf } from './trace.js';

/** What a call gives, as far as success and failure go. */
interface Result {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Told apart by `data`: by `error` a compiler would have to make the types of all errors. */
type DataOf<SomeResult extends Result> = Extract<SomeResult, { data: unknown }>['data'];

/**
 * Turns the result of a call into its data, and an answer other than a 2xx into a thrown error.
 *
 * @param result of a method or of `client.http`, or the promise of one
 * @returns the body of the 2xx response
 * @throws {ResponseError} when the server answered with another status
 * @throws whatever the call rejects with
 *
 * @example
 * const subscription = await orThrow(client.cancelSubscription({ params, body }));
 */
export async function orThrow<SomeResult extends Result>(
  result: SomeResult | Promise<SomeResult>,
): Promise<DataOf<SomeResult>> {
  const known = await result;
  // A success has no `error`, and its response costs.
  if (!('error' in known) || known.response.ok) return known.data as DataOf<SomeResult>;
  throw new ResponseError(known.response, known.error, traceOf(known.response));
}
