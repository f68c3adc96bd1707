import * as v from 'valibot';
import type { SandboxOptions } from '../sandbox.js';
import { wholeNumber } from './formats.js';
import { detailOf } from './issues.js';

const callback = v.optional(v.function());

/** What holds for every option by itself. World and time zone are checked where they are read. */
export const sandboxOptions = {
  world: v.optional(v.unknown()),
  timeZone: v.optional(v.string()),
  clock: v.optional(v.picklist(['running', 'frozen', 'system'])),
  control: v.optional(v.boolean()),
  webhooks: v.optional(v.array(v.function())),
  maxKeys: v.optional(wholeNumber(1)),
  wallClock: callback,
  sleep: callback,
  store: callback,
  onError: callback,
} satisfies Record<keyof SandboxOptions, v.GenericSchema>;

/**
 * What does not fit would often do nothing, and be looked for elsewhere.
 *
 * @param call whose options they are
 * @throws {TypeError} that names each that is wrong, and says what is expected
 */
export function checkOptions(call: string, entries: v.ObjectEntries, options: unknown): void {
  const result = v.safeParse(v.strictObject(entries), options);
  if (result.success) return;
  const reasons = result.issues
    .map(detailOf)
    .map(({ property = 'the options', message }) => `${property}: ${message}`);
  throw new TypeError(`${call}: ${reasons.join(' ')}`);
}
