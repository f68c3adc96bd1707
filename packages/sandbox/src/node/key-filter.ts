import type { WorldInput } from '../world/world.js';

/**
 * Takes the API keys of a world out of text that is for a log: a caller may mistake one for an id, and
 * then it stands in the path and in the message of the 404.
 */
export function createKeyFilter({
  tenants,
}: Pick<WorldInput, 'tenants'>): (text: string) => string {
  const keys = tenants.flatMap(({ apiKeys }) => apiKeys);
  if (keys.length === 0) return (text) => text;
  // Longer ones first, because a key may begin like another.
  keys.sort((one, other) => other.length - one.length);
  const anyKey = new RegExp(keys.map(literally).join('|'), 'g');
  return (text) => text.replace(anyKey, '***');
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
