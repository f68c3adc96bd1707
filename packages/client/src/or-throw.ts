import { ResponseError } from './errors/response-error.js';
import { traceOf } from './trace.js';

/** What a call gives, as far as success and failure go. */
interface Result {
  data?: unknown;
  error?: unknown;
  response: Response;
}

type DataOf<SomeResult extends Result> = Extract<SomeResult, { error?: undefined }>['data'];

/**
 * Turns a result into its data, and an error response into a thrown error.
 *
 * @throws {ResponseError} when the server answered with an error
 *
 * @example
 * const subscription = await orThrow(client.cancelSubscription({ params, body }));
 */
export async function orThrow<SomeResult extends Result>(
  result: SomeResult | Promise<SomeResult>,
): Promise<DataOf<SomeResult>> {
  const { data, error, response } = await result;
  if (response.ok) return data as DataOf<SomeResult>;
  throw new ResponseError(response, error, traceOf(response));
}
