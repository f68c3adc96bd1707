// Where `redocly diff` errs about this contract, a rule of ours says what a change asks for.
import { at } from '../contract.js';

/**
 * @typedef {import('./redocly-diff.js').RedoclyChange} RedoclyChange
 * @typedef {import('./impact.js').Impact} Impact
 * @typedef {import('../contract.js').OpenApiDocument} OpenApiDocument
 */

/** @type {((change: RedoclyChange, base: OpenApiDocument, revision: OpenApiDocument) => Impact | undefined)[]} */
const rules = [
  openEnum,
  enumOpenedOrClosed,
  acceptedValue,
  requestDefault,
  responseHeader,
  security,
  idempotency,
  example,
];

/**
 * @param {RedoclyChange} change
 * @param {OpenApiDocument} base
 * @param {OpenApiDocument} revision
 * @returns {Impact}
 */
export function rate(change, base, revision) {
  for (const rule of rules) {
    const impact = rule(change, base, revision);
    if (impact) return impact;
  }
  return change.impact;
}

/**
 * The values of an open enum (`anyOf` of an `enum` and `type: string`) are suggestions: whoever reads
 * them expects others, and whoever writes one that is gone is still understood.
 *
 * @type {typeof rules[number]}
 */
function openEnum(change, base, revision) {
  if (change.property !== 'enum') return undefined;
  const [before, after] = [holderOf(base, change.base), holderOf(revision, change.revision)];
  return isOpen(before) && isOpen(after) ? 'minor' : undefined;
}

/**
 * An enum that opens accepts more, and one that closes answers less. Redocly sees a new `anyOf`, which
 * might refuse, or the end of one, which might let pass.
 *
 * @type {typeof rules[number]}
 */
function enumOpenedOrClosed({ path, kind, base, revision }, before, after) {
  if (inRequest(path) && kind === 'added') {
    return isOpen(holderOf(after, revision)) ? 'minor' : undefined;
  }
  if (!inRequest(path) && kind === 'removed') {
    return isOpen(holderOf(before, base)) ? 'patch' : undefined;
  }
  return undefined;
}

/**
 * One more value that a request may have is something new, not a repair.
 *
 * @type {typeof rules[number]}
 */
function acceptedValue({ path, property, impact }) {
  return inRequest(path) && property === 'enum' && impact === 'patch' ? 'minor' : undefined;
}

/**
 * A request that leaves a property out means something else once its default is another.
 *
 * @type {typeof rules[number]}
 */
function requestDefault({ path, property, base }) {
  if (!inRequest(path) || property !== 'default') return undefined;
  return base?.value === undefined ? 'minor' : 'major';
}

/**
 * Whoever reads a header that always came must now do without it.
 *
 * @type {typeof rules[number]}
 */
function responseHeader({ typeName, property, base, revision }) {
  if (typeName !== 'Header' || property !== 'required') return undefined;
  return base?.value === true && revision?.value !== true ? 'major' : undefined;
}

/**
 * Whoever need not say any more who calls has something new.
 *
 * @type {typeof rules[number]}
 */
function security({ typeName, kind, base }, _, revision) {
  if (typeName !== 'SecurityRequirement' || kind !== 'removed') return undefined;
  const rest = find(revision, base?.pointer.replace(/\/\d+$/, '') ?? '');
  return rest?.length === 0 ? 'minor' : undefined;
}

/**
 * How long a key lives stands in an extension, which to Redocly is a matter of wording.
 *
 * @type {typeof rules[number]}
 */
function idempotency({ typeName, path, property }) {
  const own = [path.split('/').at(-1), property].includes('x-idempotency');
  return typeName === 'SpecExtension' && own ? 'major' : undefined;
}

/**
 * One more example is a better description, and nothing new to call.
 *
 * @type {typeof rules[number]}
 */
function example({ typeName }) {
  return typeName === 'Example' ? 'patch' : undefined;
}

/** @param {string} path */
function inRequest(path) {
  return /\/(requestBody|parameters)(\/|$)/.test(path) && !/\/responses\//.test(path);
}

/** @param {any} schema */
function isOpen(schema) {
  return schema?.anyOf?.some(
    (/** @type {any} */ one) => one.type === 'string' && !one.enum && one.const === undefined,
  );
}

/**
 * The schema whose `anyOf`, or a part of it, is at a place.
 *
 * @param {OpenApiDocument} document
 * @param {{ pointer: string } | undefined} place
 */
function holderOf(document, place) {
  const parent = /^(.*)\/anyOf(\/\d+(\/enum)?)?$/.exec(place?.pointer ?? '')?.[1];
  return parent === undefined ? undefined : find(document, parent);
}

/**
 * @param {OpenApiDocument} document
 * @param {string} pointer
 */
function find(document, pointer) {
  try {
    return at(document, pointer);
  } catch {
    return undefined;
  }
}
