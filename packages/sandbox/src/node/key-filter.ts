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
  const anyOf = (write: (key: string) => string) => new RegExp(keys.map(write).join('|'), 'g');
  const plain = anyOf(literally);
  const encoded = anyOf((key) => [...key].map(inAnyForm).join(''));
  // Hardly any text has what encodes a character, and the plain form is found much faster.
  return (text) => text.replace(/[%\\]/.test(text) ? encoded : plain, '***');
}

/** One of the characters of a key: as JSON writes it, itself, or as URLs write it. */
function inAnyForm(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(2, '0');
  const digits = code.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`);
  const inJson = JSON.stringify(character).slice(1, -1);
  return `(?:${[inJson, character].map(literally).join('|')}|%${digits})`;
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
