/**
 * A random UUID (RFC 9562, section 5.4). `crypto.randomUUID` is missing on pages of plain http and in
 * some runtimes.
 *
 * @throws {TypeError} where nothing gives random values that are safe
 */
export function uuid(): string {
  if (!globalThis.crypto?.getRandomValues) {
    throw new TypeError('crypto.getRandomValues is missing: pass a function idempotencyKey.');
  }
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte, at) => {
    const bits = at === 6 ? (byte & 15) | 64 : at === 8 ? (byte & 63) | 128 : byte;
    return (bits + 256).toString(16).slice(1);
  });
  return hex.join('').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
