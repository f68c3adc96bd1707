// Where Redocly speaks of its own model, or of nothing by name, these are the words.
import type { RedoclyChange } from './redocly-diff.ts';
import { fromTo, fromToken } from './text.ts';

/** What Redocly says in words of its own model, or not at all. */
export function inOwnWords(change: RedoclyChange): string | undefined {
  const { path, kind, typeName, property, base, revision } = change;
  const tokens = path.split('/').map(fromToken);
  const [last = '', before = ''] = tokens.toReversed();
  const subject = subjectOf(path);
  const of = subject && ` of ${subject}`;
  if (typeName === 'Operation' && kind !== 'modified')
    return `Operation \`${last.toUpperCase()} ${before}\` was ${kind}.`;
  if (typeName === 'PathItem' && kind !== 'modified') {
    const methods = Object.keys(base?.value ?? revision?.value ?? {}).filter(isMethod);
    const operations = methods.map((method) => `\`${method.toUpperCase()} ${last}\``);
    if (operations.length === 1) return `Operation ${operations} was ${kind}.`;
    return `Operations ${operations.join(', ')} were ${kind}.`;
  }
  if (typeName === 'Schema' && before === 'properties' && kind === 'added')
    return `Property \`${last}\`${subjectOf(path.replace(/\/properties\/[^/]+$/, ''), ' of ')} was added.`;
  if (typeName === 'WebhooksMap' && kind === 'added')
    return `Webhooks were added: ${quoted(Object.keys(revision?.value ?? {}))}.`;
  const known = typeName === 'AnyOf' ? knownIn(revision?.value ?? base?.value) : [];
  if (known.length > 0 && kind === 'added')
    return `Known values${of} are listed: ${quoted(known)}.`;
  if (known.length > 0 && kind === 'removed') return `Known values${of} are listed no more.`;
  if (/^(Any|One|All)Of$|^Discriminator$/.test(typeName) && kind !== 'modified')
    return `\`${last}\`${of} was ${kind}.`;
  if (typeName === 'SchemaProperties' && kind !== 'modified') {
    const names = quoted(Object.keys(revision?.value ?? base?.value ?? {}));
    return `Properties${of} were ${kind}: ${names}.`;
  }
  if (property === 'enum' && Array.isArray(base?.value) && Array.isArray(revision?.value))
    return `Enum${of} ${gainedAndLost(base.value, revision.value)}.`;
  if (property === 'type' && typeName === 'Schema')
    return `Type${of} ${typeChange(base?.value, revision?.value)}.`;
  if (last === 'x-enumDescriptions' && kind === 'modified')
    return `The text of the value \`${property}\`${of} ${fromTo(base?.value, revision?.value)}.`;
  return undefined;
}

function gainedAndLost(before: unknown[], after: unknown[]): string {
  const [gained, lost] = [
    after.filter((value) => !before.includes(value)),
    before.filter((value) => !after.includes(value)),
  ].map(quoted);
  const said = [gained && `gained values: ${gained}`, lost && `lost values: ${lost}`];
  return said.filter(Boolean).join(', and ') || 'has its values in another order';
}

/** The values that an open enumeration has: a choice between them and any text. */
function knownIn(anyOf: unknown): unknown[] {
  const branches = Array.isArray(anyOf) ? anyOf : [];
  return branches.length === 2 ? branches.flatMap((one) => one?.enum ?? []) : [];
}

function quoted(values: unknown[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

/** A schema without a type takes values of any. */
function typeChange(before: unknown, after: unknown): string {
  const [from, to] = [before, after].map((type) => [type ?? 'any type'].flat().join(' or '));
  return `changed from ${from} to ${to}`;
}

/** Redocly's words, with what they are about where they do not name it, and figures as figures. */
export function withSubject(message: string, subject: string): string {
  const without =
    /^(Type|(?:Lower|Upper) bound|(?:All p|P)roperties|Enum|Property `[^`]+`|`[^`]+`)(?= (?:was|were|is|are|changed|became|widened|narrowed|gained|lost)\b)/;
  return message
    .replace(without, (noun) => (subject ? `${noun} of ${subject}` : noun))
    .replaceAll(/'(-?[\d.]+|true|false)'/g, '$1');
}

/**
 * What in a body or a header is at a place: the property that it is in, or the items of it.
 *
 * @param before the words that come before it, where there is one
 */
export function subjectOf(path: string, before = ''): string {
  const tokens = path.split('/').map(fromToken);
  const at = tokens.findLastIndex((_, index) =>
    /^(properties|headers)$/.test(tokens[index - 1] ?? ''),
  );
  const name = tokens[at];
  if (name === undefined) return '';
  const what = tokens[at - 1] === 'headers' ? `header \`${name}\`` : `\`${name}\``;
  const isInside = tokens.slice(at).includes('items');
  return `${before}${isInside ? `the items of ${what}` : what}`;
}

function isMethod(key: string): boolean {
  return /^(get|put|post|patch|delete|head|options|trace)$/.test(key);
}
