import type { WebhookEvent } from '@connect-api/types';
import { anyEventValidator, eventValidators } from './events.js';
import { contract, events } from './generated/contract.js';
import { operationValidators } from './operation.js';
import type { EventValidators, OperationValidators, Validator, Validators } from './types.js';

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

/**
 * The validators of what the API sends, by the name of the webhook. Whether the contract knows the name
 * of an event: `Object.hasOwn(webhookEvents, body.type)`. Acknowledge those that it does not know (contract:
 * Events › New events).
 */
export const webhookEvents = /* @__PURE__ */ eventValidators(events) as unknown as EventValidators;

/**
 * The validator of any event, which it tells by its name.
 *
 * @example
 * const result = webhookEvent(body);
 * if (result.valid) console.log(result.value.eventId, result.value.type);
 */
export const webhookEvent = /* @__PURE__ */ anyEventValidator(events, webhookEvents) as Validator<
  unknown,
  WebhookEvent
>;
