/**
 * A random UUID (RFC 9562, section 5.4). `crypto.randomUUID` is missing on pages of plain http and in
 * some runtimes; where it is, it is ten times as fast.
 *
 * @throws {TypeError} where nothing gives random values that are safe
 */
export function uuid(): string {
  const source: Partial<Crypto> = globalThis.crypto ?? {};
  if (source.randomUUID) return source.randomUUID();
  if (!source.getRandomValues) {
    throw new TypeError('crypto.getRandomValues is missing: pass a function idempotencyKey.');
  }
  const bytes = source.getRandomValues(new Uint8Array(36));
  // Hyphens, the version and the variant have their places.
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place, at: number) => {
    const bits = (bytes[at] ?? 0) & 15;
    return (place === 'x' ? bits : (bits & 3) | 8).toString(16);
  });
}
