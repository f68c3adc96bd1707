// Reads an OpenAPI document, of one file or several, so that every value knows where it is written.

/** Where a value is written. */
export interface Place {
  /** from the repository's root */
  file: string;
  /** a JSON Pointer in its fragment form */
  pointer: string;
  /** where the file is YAML */
  line?: number;
}

export type Path = (string | number)[];

/** A value of the document. What refers to another value stands for it: its members are the other's. */
export interface Node<Kind = unknown> {
  /** as it is written, references included */
  json: Kind;
  /** the name of the component that it refers to */
  ref?: string;
  /** where it is written, not what it refers to */
  place: () => Place;
  /** what it refers to, or itself */
  target: () => Node<Kind>;
  get: <Inner = unknown>(key: string | number) => Node<Inner> | undefined;
  /** a value of the whole document */
  root: (pointer: string) => Node | undefined;
  entries: <Inner = unknown>() => [string, Node<Inner>][];
}

/** A file of the document. */
export interface SourceFile {
  json: unknown;
  lineOf: (path: Path) => number | undefined;
}

/**
 * A document that is one file already.
 *
 * @param file what to call it
 */
export function readDocument<Kind>(json: Kind, file = ''): Node<Kind> {
  return readFiles<Kind>(file, () => ({ json, lineOf: () => undefined }));
}

/**
 * Each value is one node, however often it is asked for.
 *
 * @param load a file by its path, as references write it from the root's folder
 */
export function readFiles<Kind>(rootFile: string, load: (file: string) => SourceFile): Node<Kind> {
  const followed: Map<string, Node> = new Map();
  const top = node(rootFile, [], load(rootFile).json);
  return top as Node<Kind>;

  function node(file: string, keys: Path, json: unknown): Node {
    const reference = referenceOf(json);
    const members: Map<string, Node> = new Map();
    let found: Node | undefined;
    const target = () => {
      found ??= reference === undefined ? self : follow(file, reference).target();
      return found;
    };
    const member = (key: string, value: unknown) => {
      const known =
        members.get(key) ?? node(file, [...keys, Array.isArray(json) ? Number(key) : key], value);
      members.set(key, known);
      return known;
    };
    const self: Node = {
      json,
      ...(reference !== undefined && { ref: nameOf(reference) }),
      place() {
        const line = load(file).lineOf(keys);
        return { file, pointer: toPointer(keys), ...(line !== undefined && { line }) };
      },
      target,
      get<Inner>(key: string | number) {
        const at = target();
        if (at !== self) return at.get<Inner>(key);
        return isHolder(json) && Object.hasOwn(json, key)
          ? (member(String(key), json[key]) as Node<Inner>)
          : undefined;
      },
      entries<Inner>() {
        const at = target();
        if (at !== self) return at.entries<Inner>();
        return Object.entries(json ?? {}).map(([key, value]): [string, Node<Inner>] => [
          key,
          member(key, value) as Node<Inner>,
        ]);
      },
      root: (pointer) =>
        fromPointer(pointer).reduce((at: Node | undefined, key) => at?.get(key), top),
    };
    return self;
  }

  function follow(file: string, reference: string): Node {
    const [name = '', pointer = ''] = reference.split('#');
    const target = name === '' ? file : joined(file, name);
    const place = `${target}#${pointer}`;
    const known = followed.get(place);
    if (known) return known;
    const keys = fromPointer(pointer);
    const json = keys.reduce(
      (value: unknown, key) => (isHolder(value) ? value[key] : undefined),
      load(target).json,
    );
    const made = node(target, keys, json);
    followed.set(place, made);
    return made;
  }
}

function isHolder(json: unknown): json is Record<string | number, unknown> {
  return typeof json === 'object' && json !== null;
}

function referenceOf(json: unknown): string | undefined {
  return isHolder(json) && typeof json['$ref'] === 'string' ? json['$ref'] : undefined;
}

/** A path beside a file. */
function joined(file: string, beside: string): string {
  const parts: string[] = file.split('/').slice(0, -1);
  for (const part of beside.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function nameOf(reference: string) {
  return decodeURIComponent(reference.split(/[#/]+/).at(-1) ?? '').replace(/\.yaml$/, '');
}

function toPointer(keys: Path) {
  return `#${keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

/** @param pointer a JSON Pointer in its fragment form */
export function fromPointer(pointer: string): string[] {
  return pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((token) => decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~'));
}
