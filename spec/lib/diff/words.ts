// Changes as sentences for the changelog.
import { type OpenApiDocument, resolve } from '../contract.ts';
import type { Change } from './changes.ts';
import { inOwnWords, subjectOf, withSubject } from './own-words.ts';
import type { RedoclyChange } from './redocly-diff.ts';
import { capital, fromTo, fromToken, words } from './text.ts';
import { asShared } from './unshared.ts';

/** A change with its place, in one line of Markdown. */
export function sentence({ place, text }: Change) {
  return place ? `${place}: ${text}` : text;
}

/**
 * Where a change is, as people name it.
 *
 * @param path JSON Pointer
 * @param documents those before and after, in which it is
 */
export function placeOf(path: string, ...documents: OpenApiDocument[]) {
  const [, first = '', second = '', method = '', ...rest] = path.split('/').map(fromToken);
  if (first === 'webhooks' && second) return `Webhook ${second}`;
  if (first !== 'paths' || !second) return '';
  const [parameter] = documents.flatMap((document) => parameterOf(path, document) ?? []);
  if (method === 'parameters') return parameter ? `${second}, ${parameter}` : second;
  if (!method) return second;
  const operation = `${method.toUpperCase()} ${second}`;
  const status = rest[0] === 'responses' ? rest[1] : undefined;
  if (status) return `${operation}, response ${status}`;
  if (rest[0] === 'requestBody') return `${operation}, request`;
  return parameter ? `${operation}, ${parameter}` : operation;
}

/** @param documents those before and after, in which the places of the change are */
export function describe(change: RedoclyChange, ...documents: OpenApiDocument[]): string {
  const { verdicts, kind, property, path, base, revision } = change;
  if (isWebhook(path) && kind !== 'modified') return `The webhook was ${kind}.`;
  if (isWebhook(path) && property === 'key') return `Its name was \`${base?.value}\` before.`;
  const own = inOwnWords(change);
  if (own) return own;
  if (verdicts.length > 0) {
    const said = verdicts.map(({ message }) => withSubject(message, subjectOf(path))).join(' ');
    const branch = branchOf(path, documents);
    return branch ? said.replace(/`(one|any|all)Of` subschema/, `Variant \`${branch}\``) : said;
  }
  const what = nameOf(change, documents);
  if (kind !== 'modified') return capital(`${what} was ${kind}.`);
  const where = what === '' ? '' : ` of ${what}`;
  return capital(`\`${property}\`${where} ${fromTo(base?.value, revision?.value)}.`);
}

/** @param path of a whole webhook, not of what is in it */
export function isWebhook(path: string) {
  return /^#\/webhooks\/[^/]+$/.test(path);
}

const only = ['License', 'Contact', 'RequestBody'];

/** What changed; nothing where the place of the change has said it. */
function nameOf(change: RedoclyChange, documents: OpenApiDocument[]) {
  const { path, kind, typeName, base, revision } = change;
  if (path === '#/' || (typeName === 'Operation' && kind === 'modified')) return '';
  const branch = branchOf(path, documents);
  if (branch) return `variant \`${branch}\``;
  const tokens = path.split('/').map(fromToken);
  // A number names nothing, nor does a keyword: the property does that they are in.
  const last = tokens.findLastIndex(
    (token) => !/^(\d+|oneOf|anyOf|allOf|items|schema)$/.test(token),
  );
  if (tokens[last - 1] === 'properties') {
    const property = `property \`${tokens[last]}\``;
    return tokens.slice(last).includes('items') ? `the items of ${property}` : property;
  }
  if (tokens[last - 1] === 'headers') return `header \`${tokens[last]}\``;
  // The one of its kind needs no name.
  if (typeName === 'Info') return 'the contract';
  if (typeName === 'ExternalDocs') return 'the link to other docs';
  if (only.includes(typeName)) return `the ${words(typeName)}`;
  const { name = tokens.at(-1) } = (base?.value ?? revision?.value ?? {}) as { name?: string };
  return name && !(typeName === 'Schema' && /^(\d+|schema)$/.test(name))
    ? `${words(typeName)} \`${name}\``
    : '';
}

/** The title of the branch of a choice that is at a place; its number says nothing. */
function branchOf(path: string, documents: OpenApiDocument[]): string | undefined {
  if (!/\/(oneOf|anyOf|allOf)\/\d+$/.test(path)) return undefined;
  const named = documents.flatMap((document) => {
    const { $ref, title } = stepsTo(document, path).at(-1) ?? {};
    return [title ?? $ref?.split('/').at(-1) ?? []].flat();
  });
  return named[0] && asShared(named[0]);
}

/** The parameter that a place is in, such as `header X-Trace`. */
function parameterOf(path: string, document: OpenApiDocument): string | undefined {
  const [, to] = /^(#\/paths\/.*?\/parameters\/\d+)(\/|$)/.exec(path) ?? [];
  const found = to === undefined ? undefined : stepsTo(document, to).at(-1);
  return found?.name && `${found.in} ${found.name}`;
}

/** Any object of the contract; what is named here is read of some of them. */
interface Step {
  $ref?: string;
  title?: string;
  name?: string;
  in?: string;
  [token: string]: unknown;
}

/** What is on the way to a place that was reached through references; fewer steps where it is not there. */
function stepsTo(document: OpenApiDocument, path: string): Step[] {
  const steps: Step[] = [document as object as Step];
  for (const token of path.split('/').slice(1).map(fromToken).filter(Boolean)) {
    const step = steps.at(-1)?.[token] as Step | undefined;
    if (step === undefined) return [];
    // What stands beside a reference counts, too.
    steps.push(typeof step?.$ref === 'string' ? { ...resolve(document, step), ...step } : step);
  }
  return steps;
}
