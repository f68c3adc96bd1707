// Changes as sentences for the changelog.
import type { Change } from './changes.ts';
import type { RedoclyChange } from './redocly-diff.ts';

/** A change with its place, in one line of Markdown. */
export function sentence({ place, text }: Change) {
  return place ? `${place}: ${text}` : text;
}

/**
 * Where a change is, as people name it.
 *
 * @param path JSON Pointer
 */
export function placeOf(path: string) {
  const [, first = '', second = '', method = '', ...rest] = path.split('/').map(fromToken);
  if (first === 'webhooks' && second) return `Webhook ${second}`;
  if (first !== 'paths' || !second) return '';
  if (!method || method === 'parameters') return second;
  const operation = `${method.toUpperCase()} ${second}`;
  const status = rest[0] === 'responses' ? rest[1] : undefined;
  if (status) return `${operation}, response ${status}`;
  return rest[0] === 'requestBody' ? `${operation}, request` : operation;
}

export function describe(change: RedoclyChange): string {
  const { verdicts, kind, typeName, property, path, base, revision } = change;
  if (isWebhook(path) && kind !== 'modified') return `The webhook was ${kind}.`;
  if (isWebhook(path) && property === 'key') return `Its name was \`${base?.value}\` before.`;
  if (verdicts.length > 0) return verdicts.map(({ message }) => message).join(' ');
  const isProperty = path.split('/').at(-2) === 'properties';
  const what = `${isProperty ? 'property' : words(typeName)} ${nameOf(change)}`;
  if (kind !== 'modified') return capital(`${what} was ${kind}.`);
  const where = path === '#/' || !nameOf(change) ? '' : ` of ${what}`;
  return capital(`\`${property}\`${where} changed${fromTo(base?.value, revision?.value)}.`);
}

/** @param path of a whole webhook, not of what is in it */
export function isWebhook(path: string) {
  return /^#\/webhooks\/[^/]+$/.test(path);
}

function nameOf({ path, base, revision }: RedoclyChange) {
  const value = base?.value ?? revision?.value;
  const name = value?.name ?? fromToken(path.split('/').at(-1) ?? '');
  return name ? `\`${name}\`` : '';
}

/**
 * A text of one thing is shown before and after; the description of the whole API is too long for it.
 */
function fromTo(from: unknown, to: unknown) {
  const [before, after] = [from, to].map((value) => JSON.stringify(value) ?? 'nothing');
  return `${before}${after}`.length > 1000 ? '' : ` from ${before} to ${after}`;
}

/** @param typeName such as `SecurityScheme` */
function words(typeName: string) {
  return typeName.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function capital(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param token of a JSON Pointer */
function fromToken(token: string) {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
}
