// Made by packages/sandbox/generator/rules.ts from spec/openapi.yaml, sha256 00acce0a6931ce21179cf864dc4bc99ef9c0c6b0c8437da4e15b53664866ea48. Do not edit.

import type { AnyRules } from '../rules/rules.js';
import { cancelSubscription } from '../rules/operations/cancel-subscription.js';
import { changeSubscriptionAddon } from '../rules/operations/change-subscription-addon.js';

export const rules: Record<string, AnyRules> = {
  cancelSubscription,
  changeSubscriptionAddon,
};
