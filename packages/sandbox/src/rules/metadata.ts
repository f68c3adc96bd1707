import { invalid } from '../problems/problem.js';

type Metadata = Record<string, unknown>;

const maxBytes = 64 * 1024;

/**
 * Merges a request's metadata into the subscription's, key by key ("Metadata" in spec/components/schemas).
 *
 * Spreading defines properties and never assigns them, so `__proto__` is a key like any other.
 */
export function mergeMetadata(
  current: Metadata | undefined,
  given: Metadata | undefined,
): { metadata?: Metadata } {
  if (!given) return current ? { metadata: current } : {};
  const metadata = { ...current, ...given };
  const json = JSON.stringify(metadata);
  // A UTF-16 code unit takes at most three bytes in UTF-8.
  if (json.length * 3 > maxBytes && new TextEncoder().encode(json).length > maxBytes) {
    throw invalid({
      message: `Merged with the subscription's metadata it takes more than ${maxBytes} bytes.`,
      code: 'FIELD_INVALID',
      property: 'metadata',
    });
  }
  return { metadata };
}
