// Reads an OpenAPI document, of one file or several, so that every value knows where it is written.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import YAML from 'yaml';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

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
export interface Node {
  /** as it is written, references included */
  json: any;
  /** the name of the component that it refers to */
  ref?: string;
  /** where it is written, not what it refers to */
  place: () => Place;
  /** what it refers to, or itself */
  target: () => Node;
  get: (key: string | number) => Node | undefined;
  /** a value of the whole document */
  root: (pointer: string) => Node | undefined;
  entries: () => [string, Node][];
}

/**
 * The contract as it is written by hand, through YAML and its references alone.
 *
 * @param file from the repository's root
 * @param read the text of a file, which tests replace
 */
export function readSource(file: string, read: (file: string) => string = readRepository) {
  const files = new Map();
  return rootNode(file, (name) => {
    if (!files.has(name)) files.set(name, parse(read(name)));
    return files.get(name);
  });
}

/**
 * A document that is one file already.
 *
 * @param file what to call it
 */
export function readDocument(json: any, file: string) {
  return rootNode(file, () => ({ json, lineOf: () => undefined }));
}

/** @param file from the repository's root */
export function readRepository(file: string) {
  return readFileSync(path.join(repository, file), 'utf8');
}

function parse(text: string) {
  const lines = new YAML.LineCounter();
  const document = YAML.parseDocument(text, { lineCounter: lines });
  return {
    json: document.toJS(),
    lineOf: (path: Path) => lines.linePos(offsetOf(document.contents, path)).line,
  };
}

/** Where a value begins: in a map that is its key. */
function offsetOf(node: any, path: Path) {
  let offset = 0;
  for (const key of path) {
    const pair = YAML.isMap(node)
      ? node.items.find((item) => (item.key as any).value === key)
      : undefined;
    const next = pair ? pair.value : node.items[key];
    offset = (pair?.key ?? (next as any)).range[0];
    node = next;
  }
  return offset;
}

function rootNode(
  rootFile: string,
  load: (file: string) => { json: any; lineOf: (path: Path) => number | undefined },
): Node {
  return node(rootFile, [], load(rootFile).json);

  function node(file: string, keys: Path, json: any): Node {
    const reference = typeof json?.$ref === 'string' ? json.$ref : undefined;
    const target = () => (reference === undefined ? self : follow(file, reference).target());
    const self: Node = {
      json,
      ...(reference !== undefined && { ref: nameOf(reference) }),
      place() {
        const line = load(file).lineOf(keys);
        return { file, pointer: toPointer(keys), ...(line !== undefined && { line }) };
      },
      target,
      get(key) {
        const at = target();
        if (at !== self) return at.get(key);
        return json !== null && typeof json === 'object' && Object.hasOwn(json, key)
          ? node(file, [...keys, key], json[key])
          : undefined;
      },
      entries() {
        const at = target();
        if (at !== self) return at.entries();
        return Object.keys(json ?? {}).map((key) => [
          key,
          node(file, [...keys, Array.isArray(json) ? Number(key) : key], json[key]),
        ]);
      },
      root: (pointer) =>
        fromPointer(pointer).reduce(
          (at: Node | undefined, key) => at?.get(key),
          node(rootFile, [], load(rootFile).json),
        ),
    };
    return self;
  }

  function follow(file: string, reference: string) {
    const [name = '', pointer = ''] = reference.split('#');
    const target = name === '' ? file : path.posix.join(path.posix.dirname(file), name);
    const keys = fromPointer(pointer);
    const json = keys.reduce((value, key) => value?.[key], load(target).json);
    return node(target, keys, json);
  }
}

function nameOf(reference: string) {
  return decodeURIComponent(reference.split(/[#/]+/).at(-1) ?? '').replace(/\.yaml$/, '');
}

function toPointer(keys: Path) {
  return `#${keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

export function fromPointer(pointer: string): string[] {
  return pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((token) => decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~'));
}
