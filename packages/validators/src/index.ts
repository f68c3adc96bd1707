import { contract } from './generated/contract.js';
import { operationValidators } from './operation.js';
import type { OperationValidators, Validators } from './types.js';

export type * from './types.js';
export type { HeadersInput, QueryInput } from './wire.js';

/** SHA-256 over the bytes of the bundled contract that this code was made from, in hex. */
export const contractDigest: string = contract.digest;

/**
 * The validators of every operation, in the order of the contract, to look one up by method and path.
 */
export const operations = contract.operations.map(
  operationValidators,
  // The generator wrote the operations from the same contract as the types.
) as unknown as readonly OperationValidators[];

/**
 * The validators by `operationId`.
 *
 * @example
 * const result = validators.cancelSubscription.requestBody(body);
 * if (!result.valid) console.log(result.details);
 */
export const validators = Object.fromEntries(
  operations.map((operation) => [operation.operationId, operation]),
) as unknown as Validators;
