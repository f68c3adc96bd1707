import { cancelSubscription } from './cancel-subscription.js';
import { changeSubscriptionAddon } from './change-subscription-addon.js';
import type { Rules } from './rules.js';

/**
 * The rules by `operationId`. The file of an operation's rules is named after it, by which the
 * generator knows that its examples are not needed. What they get is a body that was validated.
 */
export const rules: Record<string, Rules<never>> = { cancelSubscription, changeSubscriptionAddon };
