// Pieces of sentences.

/**
 * A text of one thing is shown before and after; the description of the whole API is too long for it.
 */
export function fromTo(from: unknown, to: unknown) {
  const [before, after] = [from, to].map((value) =>
    typeof value === 'string' ? literal(value) : JSON.stringify(value),
  );
  if (`${before}${after}`.length > 1000) return 'changed';
  if (from === undefined) return `was set to ${after}`;
  return to === undefined ? `was removed; it was ${before}` : `changed from ${before} to ${after}`;
}

/** A text in quotes, as code where Markdown would read its signs. */
function literal(text: string): string {
  const json = JSON.stringify(text);
  if (!/[*`[\]<>&\\|#~]|\b_|_\b/.test(json)) return json;
  const runs = [...json.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  return `${fence}${json}${fence}`;
}

/** @param typeName such as `SecurityScheme` */
export function words(typeName: string) {
  return typeName.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

export function capital(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param token of a JSON Pointer */
export function fromToken(token: string) {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
}
