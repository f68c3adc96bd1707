/** How many of the properties that may be missing are. */
const share = 0.2;

/**
 * Leaves some properties out of a generated body that fits without them, so that a consumer who takes
 * one for granted finds out.
 *
 * @param isValid whether the body, as it is then, fits its schema
 * @param random from 0 to 1
 */
export function leaveOutSome(body: unknown, isValid: () => boolean, random: () => number): void {
  if (typeof body !== 'object' || body === null) return;
  const holder = body as Record<string, unknown>;
  for (const [name, value] of Object.entries(holder)) {
    if (!Array.isArray(body) && random() < share) {
      delete holder[name];
      if (isValid()) continue;
      holder[name] = value;
    }
    leaveOutSome(value, isValid, random);
  }
}
