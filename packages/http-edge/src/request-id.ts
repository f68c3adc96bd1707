/** Makes ids that are unique among all instances: a random part for the instance, and a counter. */
export function createRequestIds(): () => string {
  const instance = [...crypto.getRandomValues(new Uint8Array(5))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const prefix = `req-${instance}-`;
  let count = 0;
  return () => prefix + (++count).toString(36);
}
