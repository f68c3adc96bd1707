// Every text of the contract that says something to its readers, by a name.
import { type OpenApiDocument, operationsOf } from '@connect-api/spec';

const keys = ['description', 'summary', 'when', 'action'];

/**
 * The texts of a bundled contract, white space made single.
 *
 * - `Idempotency › Replay`, `cancelSubscription › What shows`: named paragraphs
 * - `Metadata`, `CancelAtDate › date`, `CancelReason › FRAUD`: schemas, properties, enum values
 * - `Error codes › FORBIDDEN`, `Error codes › FORBIDDEN › action`: the table of error codes
 * - and the place in the document for every other, such as `components › headers › RetryAfter`
 */
export function textsOf(document: OpenApiDocument): Map<string, string> {
  const texts = new Map<string, string>();
  const codes = Object.keys(document['x-error-codes'] ?? {});
  walk(document, []);
  return texts;

  function walk(node: unknown, path: string[]): void {
    if (node === null || typeof node !== 'object') return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'examples' && path.at(-1) !== 'properties') continue;
      if (typeof value === 'string' && keys.includes(key)) add(value, nameOf([...path, key], node));
      else if (key === 'x-enumDescriptions') addValues(value, path);
      else walk(value, [...path, key]);
    }
  }

  function add(text: string, name: string): void {
    let section = name;
    for (const block of text
      .split(/\n{2,}/)
      .map(oneLine)
      .filter(Boolean)) {
      const [, heading] = /^## (.+)$/.exec(block) ?? [];
      const [, title] = /^\*\*(.+?)\.\*\* /.exec(block) ?? [];
      if (heading) section = heading;
      else if (title) texts.set(`${section} › ${title}`, block.slice(title.length + 6));
      else texts.set(section, [texts.get(section), block].filter(Boolean).join(' '));
    }
  }

  function addValues(values: Record<string, string>, path: string[]): void {
    // What the bundle takes over from the table of error codes stands there.
    if (Object.keys(values).every((value) => codes.includes(value))) return;
    const owner = nameOf([...path, 'description'], {});
    for (const [value, text] of Object.entries(values))
      texts.set(`${owner} › ${value}`, oneLine(text));
  }
}

/** Whether a text is a named paragraph or says when an error comes: a promise that a case must show. */
export function isPromise(name: string, document: OpenApiDocument): boolean {
  const [owner = '', ...rest] = name.split(' › ');
  if (owner === 'Error codes') return rest.length === 1;
  if (rest.length !== 1) return false;
  return (
    !['components', 'info', 'servers', 'tags', 'paths', 'webhooks'].includes(owner) &&
    !Object.hasOwn(document.components.schemas, owner)
  );
}

/**
 * What a text belongs to, such as one operation or one schema, or undefined for a paragraph of the
 * whole contract.
 */
export function ownerOf(name: string, document: OpenApiDocument): string | undefined {
  const [root = '', ...rest] = name.split(' › ');
  const depth = { paths: 2, components: 2, tags: 1, servers: 1, webhooks: 1, 'Error codes': 1 }[
    root
  ];
  if (depth) return [root, ...rest.slice(0, depth)].join(' › ');
  const own =
    Object.hasOwn(document.components.schemas, root) ||
    operationsOf(document).some(({ operationId }) => operationId === root);
  return own ? root : undefined;
}

function nameOf(path: string[], holder: object): string {
  const place = path.at(-1) === 'description' ? path.slice(0, -1) : path;
  const [root, kind, ...rest] = place;
  if (root === 'x-error-codes')
    return ['Error codes', kind, ...(rest[0] === 'when' ? [] : rest)].join(' › ');
  if (root === 'components' && kind === 'schemas')
    return rest.filter((key) => !['properties', 'anyOf', '0'].includes(key)).join(' › ');
  const { operationId } = holder as { operationId?: string };
  if (operationId && root === 'paths' && path.at(-1) === 'description') return operationId;
  return place.join(' › ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
