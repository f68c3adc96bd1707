// Generated requests for whoever tests a server of their own with fast-check.

import { document, operationOf } from './bundled-contract.js';
import {
  type GeneratedRequests,
  type KnownValues,
  requestVariants,
} from './schema/request-variants.js';

export type { PlainRequest } from './http.js';
export type {
  GeneratedRequests,
  KnownValues,
  Refusal,
  RequestVariant,
  TwiceBroken,
  Verdict,
} from './schema/request-variants.js';

/**
 * Requests of an operation: valid ones, and for everything that the contract says about them some that
 * break it alone.
 *
 * @param apiKey one that the server knows: which keys there are is no matter of the contract
 * @param known values that the server knows, by the name of the property or parameter; without them
 *   requests only reach what does not exist
 * @throws {Error} where the contract has no such operation
 */
export function generateRequests(
  operationId: string,
  apiKey: string,
  known?: KnownValues,
): GeneratedRequests {
  return requestVariants(document, operationOf(operationId), apiKey, known);
}
