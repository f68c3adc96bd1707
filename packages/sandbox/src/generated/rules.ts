// Made by packages/sandbox/generator/rules.ts from spec/openapi.yaml, sha256 c30286c9ff29604186b77451e95e6b1525241abd8ef4f8a123c0629d54dd194f. Do not edit.

import type { AnyRules } from '../rules/rules.js';
import { cancelSubscription } from '../rules/operations/cancel-subscription.js';
import { changeSubscriptionAddon } from '../rules/operations/change-subscription-addon.js';

export const rules: Record<string, AnyRules> = {
  cancelSubscription,
  changeSubscriptionAddon,
};
