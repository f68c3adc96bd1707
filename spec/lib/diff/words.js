// Changes as sentences for the changelog.

/**
 * A change with its place, in one line of Markdown.
 *
 * @param {import('./changes.js').Change} change
 */
export function sentence({ place, text }) {
  return place ? `${place}: ${text}` : text;
}

/**
 * Where a change is, as people name it.
 *
 * @param {string} path JSON Pointer
 */
export function placeOf(path) {
  const [, first = '', second = '', method = '', ...rest] = path.split('/').map(fromToken);
  if (first !== 'paths' || !second) return '';
  if (!method || method === 'parameters') return second;
  const operation = `${method.toUpperCase()} ${second}`;
  const status = rest[0] === 'responses' ? rest[1] : undefined;
  if (status) return `${operation}, response ${status}`;
  return rest[0] === 'requestBody' ? `${operation}, request` : operation;
}

/**
 * @param {import('./redocly-diff.js').RedoclyChange} change
 * @returns {string}
 */
export function describe(change) {
  const { verdicts, kind, typeName, property, path, base, revision } = change;
  if (verdicts.length > 0) return verdicts.map(({ message }) => message).join(' ');
  const isProperty = path.split('/').at(-2) === 'properties';
  const what = `${isProperty ? 'property' : words(typeName)} ${nameOf(change)}`;
  if (kind !== 'modified') return capital(`${what} was ${kind}.`);
  const where = path === '#/' || !nameOf(change) ? '' : ` of ${what}`;
  return capital(`\`${property}\`${where} changed${fromTo(base?.value, revision?.value)}.`);
}

/** @param {import('./redocly-diff.js').RedoclyChange} change */
function nameOf({ path, base, revision }) {
  const value = base?.value ?? revision?.value;
  const name = value?.name ?? fromToken(path.split('/').at(-1) ?? '');
  return name ? `\`${name}\`` : '';
}

/**
 * A text of one thing is shown before and after; the description of the whole API is too long for it.
 *
 * @param {unknown} from
 * @param {unknown} to
 */
function fromTo(from, to) {
  const [before, after] = [from, to].map((value) => JSON.stringify(value) ?? 'nothing');
  return `${before}${after}`.length > 1000 ? '' : ` from ${before} to ${after}`;
}

/** @param {string} typeName such as `SecurityScheme` */
function words(typeName) {
  return typeName.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {string} token of a JSON Pointer */
function fromToken(token) {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
}
