import { step } from './json-schema.js';

/**
 * A path as a caller writes it: `schedule.date`, `details[0].code`, `metadata["a.b"]`. The root has none.
 */
export function propertyPath(tokens: readonly string[], data: unknown): string {
  let path = '';
  let current = data;
  for (const token of tokens) {
    if (Array.isArray(current)) path += `[${token}]`;
    else if (!/^[\w$-]+$/.test(token)) path += `[${JSON.stringify(token)}]`;
    else path += path === '' ? token : `.${token}`;
    current = step(current, token);
  }
  return path;
}
