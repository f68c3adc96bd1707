// Made by packages/sandbox/generator/rules.ts from spec/openapi.yaml, sha256 7d5b6ddb0aaafe2977b9f14890308d4001c55a8399a36427f548f8ee35b76ff6. Do not edit.

import type { AnyRules } from '../rules/rules.js';
import { cancelSubscription } from '../rules/operations/cancel-subscription.js';
import { changeSubscriptionAddon } from '../rules/operations/change-subscription-addon.js';

export const rules: Record<string, AnyRules> = {
  cancelSubscription,
  changeSubscriptionAddon,
};
