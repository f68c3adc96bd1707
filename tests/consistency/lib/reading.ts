// Reads an OpenAPI document of several files as it is written by hand, with the line of every value.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Node, type Path, readFiles, type SourceFile } from '@connect-api/probes';
import { namelessBodies, type OpenApiDocument } from '@connect-api/spec';
import YAML from 'yaml';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The contract through YAML and its references alone.
 *
 * @param file from the repository's root
 * @param read the text of a file, which tests replace
 */
export function readSource(
  file: string,
  read: (file: string) => string = readRepository,
): Node<OpenApiDocument> {
  const files: Map<string, SourceFile> = new Map();
  return readFiles(file, (name) => {
    const known = files.get(name) ?? parse(read(name));
    files.set(name, known);
    return known;
  });
}

/** @param file from the repository's root */
export function readRepository(file: string) {
  return readFileSync(path.join(repository, file), 'utf8');
}

function parse(text: string): SourceFile {
  const lines = new YAML.LineCounter();
  const document = YAML.parseDocument(text, { lineCounter: lines });
  const json = document.toJS();
  const written = nameBodies(json ?? {});
  return {
    json,
    lineOf: (path: Path) => {
      const [first, name, ...rest] = path;
      const place = first === bodies ? written.get(String(name)) : undefined;
      return lines.linePos(offsetOf(document.contents, place ? [...place, ...rest] : path)).line;
    },
  };
}

/** Under what the bodies of a file stand that are written in its operations. */
const bodies = 'x-bodies';

/**
 * A body that is written where it is sent has the name of its operation in everything that is made of the
 * contract.
 *
 * @param file what is in one, which is changed
 * @returns where each is written
 */
function nameBodies(file: { paths?: object; [bodies]?: object }): Map<string, Path> {
  const written: Map<string, Path> = new Map();
  const items: [Path, unknown][] = [
    [[], file],
    ...Object.entries(file.paths ?? {}).map(([path, item]): [Path, unknown] => [
      ['paths', path],
      item,
    ]),
  ];
  for (const [place, item] of items) {
    for (const [method, operation] of Object.entries(item ?? {})) {
      for (const { name, path, media } of namelessBodies(operation ?? {})) {
        written.set(name, [...place, method, ...path]);
        file[bodies] = { ...file[bodies], [name]: media.schema };
        media.schema = { $ref: `#/${bodies}/${name}` };
      }
    }
  }
  return written;
}

/** Where a value begins: in a map that is its key. */
function offsetOf(top: YAML.ParsedNode | null, path: Path): number {
  let node: YAML.ParsedNode | null | undefined = top;
  let offset = 0;
  for (const key of path) {
    const pair: YAML.Pair<YAML.ParsedNode, YAML.ParsedNode | null> | undefined = YAML.isMap<
      YAML.ParsedNode,
      YAML.ParsedNode
    >(node)
      ? node.items.find((item) => YAML.isScalar(item.key) && item.key.value === key)
      : undefined;
    node = pair ? pair.value : YAML.isSeq<YAML.ParsedNode>(node) ? node.items[Number(key)] : null;
    offset = (pair?.key ?? node)?.range[0] ?? offset;
  }
  return offset;
}
