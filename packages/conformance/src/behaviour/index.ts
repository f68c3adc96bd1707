import { idempotencyHeaderOf, type Operation, obstacleOf } from '../bundled-contract.js';
import type { Case, OperationCases } from './case.js';
import { accessCases, isAskedOf } from './cases/access.js';
import { idempotencyCases } from './cases/idempotency.js';
import { orderCases } from './cases/order-of-checks.js';
import { cancelSubscription } from './operations/cancel-subscription.js';
import { changeSubscriptionAddon } from './operations/change-subscription-addon.js';

/** The cases of single operations, by `operationId`. What holds for every operation needs no entry. */
export const operationCases: Record<string, OperationCases> = {
  changeSubscriptionAddon,
  cancelSubscription,
};

/** The cases that an operation has to pass. */
export function casesOf(operation: Operation): Case[] {
  if (obstacleOf(operation)) return [];
  const general = [
    ...(idempotencyHeaderOf(operation) ? idempotencyCases : []),
    ...orderCases,
    ...accessCases(operation),
  ].filter(isAskedOf(operation));
  return [...general, ...(operationCases[operation.operationId]?.cases ?? [])];
}
