// Made by packages/sandbox/generator/rules.ts from spec/openapi.yaml, sha256 b08731b4197c7b6d1ea455accbed2b477ec3696c49b281788bf7a2bb9406e3a4. Do not edit.

import type { AnyRules } from '../rules/rules.js';
import { cancelSubscription } from '../rules/operations/cancel-subscription.js';
import { changeSubscriptionAddon } from '../rules/operations/change-subscription-addon.js';

export const rules: Record<string, AnyRules> = {
  cancelSubscription,
  changeSubscriptionAddon,
};
