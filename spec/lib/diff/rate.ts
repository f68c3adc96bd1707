// Where `redocly diff` errs about this contract, a rule of ours says what a change asks for.

import { at, type OpenApiDocument, type SchemaObject } from '../contract.ts';
import type { Impact } from './impact.ts';
import type { RedoclyChange } from './redocly-diff.ts';
import { isWebhook } from './words.ts';

/** What a change asks for, where this rule knows it; `before` and `after` are the whole documents. */
type Rule = (
  change: RedoclyChange,
  before: OpenApiDocument,
  after: OpenApiDocument,
) => Impact | undefined;

const rules: Rule[] = [
  openEnum,
  enumOpenedOrClosed,
  acceptedValue,
  requestDefault,
  responseHeader,
  security,
  idempotency,
  webhookName,
  events,
  example,
  aboutTheContract,
];

export function rate(
  change: RedoclyChange,
  base: OpenApiDocument,
  revision: OpenApiDocument,
): Impact {
  for (const rule of rules) {
    const impact = rule(change, base, revision);
    if (impact) return impact;
  }
  return change.impact;
}

/**
 * The values of an open enum (`anyOf` of an `enum` and `type: string`) are suggestions: whoever reads
 * them expects others, and whoever writes one that is gone is still understood.
 */
function openEnum(change: RedoclyChange, base: OpenApiDocument, revision: OpenApiDocument) {
  if (change.property !== 'enum') return undefined;
  const [before, after] = [holderOf(base, change.base), holderOf(revision, change.revision)];
  return isOpen(before) && isOpen(after) ? 'minor' : undefined;
}

/**
 * An enum that opens accepts more, and one that closes answers less. Redocly sees a new `anyOf`, which
 * might refuse, or the end of one, which might let pass.
 */
function enumOpenedOrClosed(
  { path, kind, base, revision }: RedoclyChange,
  before: OpenApiDocument,
  after: OpenApiDocument,
) {
  if (inRequest(path) && kind === 'added') {
    return isOpen(holderOf(after, revision)) ? 'minor' : undefined;
  }
  if (!inRequest(path) && kind === 'removed') {
    return isOpen(holderOf(before, base)) ? 'patch' : undefined;
  }
  return undefined;
}

/** One more value that a request may have is something new, not a repair. */
function acceptedValue({ path, property, impact }: RedoclyChange) {
  return inRequest(path) && property === 'enum' && impact === 'patch' ? 'minor' : undefined;
}

/** A request that leaves a property out means something else once its default is another. */
function requestDefault({ path, property, base }: RedoclyChange) {
  if (!inRequest(path) || property !== 'default') return undefined;
  return base?.value === undefined ? 'minor' : 'major';
}

/** Whoever reads a header that always came must now do without it. */
function responseHeader({ typeName, property, base, revision }: RedoclyChange) {
  if (typeName !== 'Header' || property !== 'required') return undefined;
  return base?.value === true && revision?.value !== true ? 'major' : undefined;
}

/** Whoever need not say any more who calls has something new. */
function security(
  { typeName, kind, base }: RedoclyChange,
  _: OpenApiDocument,
  revision: OpenApiDocument,
) {
  if (typeName !== 'SecurityRequirement' || kind !== 'removed') return undefined;
  const rest = find(revision, base?.pointer.replace(/\/\d+$/, '') ?? '');
  return rest?.length === 0 ? 'minor' : undefined;
}

/** How long a key lives stands in an extension, which to Redocly is a matter of wording. */
function idempotency({ typeName, path, property }: RedoclyChange) {
  const own = [path.split('/').at(-1), property].includes('x-idempotency');
  return typeName === 'SpecExtension' && own ? 'major' : undefined;
}

/** Whoever receives a webhook tells it by its name, which to Redocly is a matter of wording. */
function webhookName({ path, property }: RedoclyChange) {
  return isWebhook(path) && property === 'key' ? 'major' : undefined;
}

/** Who receives an event that is none any more waits for it in vain, or finds its promises gone. */
function events({ path, property, base, revision }: RedoclyChange) {
  if (path !== '#/x-webhook-delivery' || property !== 'events') return undefined;
  const [before, after] = [base?.value, revision?.value].map((value) => [value ?? []].flat());
  return before?.some((name) => !after?.includes(name)) ? 'major' : 'minor';
}

/** One more example is a better description, and nothing new to call. */
function example({ typeName }: RedoclyChange) {
  return typeName === 'Example' ? 'patch' : undefined;
}

/** Whom to ask, and where to read more, is nothing new to call. */
function aboutTheContract({ typeName, impact }: RedoclyChange) {
  const about = ['Info', 'Contact', 'License', 'ExternalDocs', 'Tag'];
  return about.includes(typeName) && impact !== 'none' ? 'patch' : undefined;
}

/** Whether it is sent to the API. The body of a webhook is not: to who receives it, it is a response. */
function inRequest(path: string) {
  if (path.startsWith('#/webhooks/')) return false;
  return /\/(requestBody|parameters)(\/|$)/.test(path) && !/\/responses\//.test(path);
}

function isOpen(schema: SchemaObject | undefined) {
  return schema?.anyOf?.some(
    (one) => !('$ref' in one) && one.type === 'string' && !one.enum && one.const === undefined,
  );
}

/** The schema whose `anyOf`, or a part of it, is at a place. */
function holderOf(document: OpenApiDocument, place: { pointer: string } | undefined) {
  const parent = /^(.*)\/anyOf(\/\d+(\/enum)?)?$/.exec(place?.pointer ?? '')?.[1];
  return parent === undefined ? undefined : find(document, parent);
}

function find(document: OpenApiDocument, pointer: string) {
  try {
    return at(document, pointer);
  } catch {
    return undefined;
  }
}
