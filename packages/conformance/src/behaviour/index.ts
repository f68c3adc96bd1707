import { idempotencyHeaderOf, type Operation } from '../contract.js';
import type { Case, OperationCases } from './case.js';
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
  const { operationId, requestBody } = operation;
  const general = [
    ...(idempotencyHeaderOf(operation) ? idempotencyCases : []),
    ...orderCases,
  ].filter((each) => requestBody || !needsBody(each));
  return [...general, ...(operationCases[operationId]?.cases ?? [])];
}

function needsBody({ steps }: Case): boolean {
  return steps.some((step) => {
    if (!('send' in step)) return false;
    return step.send.edit !== undefined || step.send.headers?.['Content-Type'] !== undefined;
  });
}
