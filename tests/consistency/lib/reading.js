// Reads an OpenAPI document, of one file or several, so that every value knows where it is written.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import YAML from 'yaml';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * @typedef {object} Place
 * @property {string} file from the repository's root
 * @property {string} pointer a JSON Pointer in its fragment form
 * @property {number} [line] where the file is YAML
 */

/** @typedef {(string | number)[]} Path */

/**
 * A value of the document. What refers to another value stands for it: its members are the other's.
 *
 * @typedef {object} Node
 * @property {any} json as it is written, references included
 * @property {string} [ref] the name of the component that it refers to
 * @property {() => Place} place where it is written, not what it refers to
 * @property {() => Node} target what it refers to, or itself
 * @property {(key: string | number) => Node | undefined} get
 * @property {(pointer: string) => Node | undefined} root a value of the whole document
 * @property {() => [string, Node][]} entries
 */

/**
 * The contract as it is written by hand, through YAML and its references alone.
 *
 * @param {string} file from the repository's root
 * @param {(file: string) => string} read the text of a file, which tests replace
 */
export function readSource(file, read = readRepository) {
  const files = new Map();
  return rootNode(file, (name) => {
    if (!files.has(name)) files.set(name, parse(read(name)));
    return files.get(name);
  });
}

/**
 * A document that is one file already.
 *
 * @param {any} json
 * @param {string} file what to call it
 */
export function readDocument(json, file) {
  return rootNode(file, () => ({ json, lineOf: () => undefined }));
}

/** @param {string} file from the repository's root */
export function readRepository(file) {
  return readFileSync(path.join(repository, file), 'utf8');
}

/** @param {string} text */
function parse(text) {
  const lines = new YAML.LineCounter();
  const document = YAML.parseDocument(text, { lineCounter: lines });
  return {
    json: document.toJS(),
    /** @param {Path} path */
    lineOf: (path) => lines.linePos(offsetOf(document.contents, path)).line,
  };
}

/**
 * Where a value begins: in a map that is its key.
 *
 * @param {any} node @param {Path} path
 */
function offsetOf(node, path) {
  let offset = 0;
  for (const key of path) {
    const pair = YAML.isMap(node)
      ? node.items.find((item) => /** @type {any} */ (item.key).value === key)
      : undefined;
    const next = pair ? pair.value : node.items[key];
    offset = /** @type {any} */ (pair?.key ?? next).range[0];
    node = next;
  }
  return offset;
}

/**
 * @param {string} rootFile
 * @param {(file: string) => { json: any, lineOf: (path: Path) => number | undefined }} load
 * @returns {Node}
 */
function rootNode(rootFile, load) {
  return node(rootFile, [], load(rootFile).json);

  /** @param {string} file @param {Path} keys @param {any} json @returns {Node} */
  function node(file, keys, json) {
    const reference = typeof json?.$ref === 'string' ? json.$ref : undefined;
    const target = () => (reference === undefined ? self : follow(file, reference).target());
    /** @type {Node} */
    const self = {
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
          (/** @type {Node | undefined} */ at, key) => at?.get(key),
          node(rootFile, [], load(rootFile).json),
        ),
    };
    return self;
  }

  /** @param {string} file @param {string} reference */
  function follow(file, reference) {
    const [name = '', pointer = ''] = reference.split('#');
    const target = name === '' ? file : path.posix.join(path.posix.dirname(file), name);
    const keys = fromPointer(pointer);
    const json = keys.reduce((value, key) => value?.[key], load(target).json);
    return node(target, keys, json);
  }
}

/** @param {string} reference */
function nameOf(reference) {
  return decodeURIComponent(reference.split(/[#/]+/).at(-1) ?? '').replace(/\.yaml$/, '');
}

/** @param {Path} keys */
function toPointer(keys) {
  return `#${keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

/** @param {string} pointer @returns {string[]} */
export function fromPointer(pointer) {
  return pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((token) => decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~'));
}
