// Made by packages/sandbox/generator/rules.ts from spec/openapi.yaml, sha256 b1819bc35e5f040ecd47e866b1d15bd5606ae97de49ad85732679ad7e5b39277. Do not edit.

import type { AnyRules } from '../rules/rules.js';
import { cancelSubscription } from '../rules/operations/cancel-subscription.js';
import { changeSubscriptionAddon } from '../rules/operations/change-subscription-addon.js';

export const rules: Record<string, AnyRules> = {
  cancelSubscription,
  changeSubscriptionAddon,
};
