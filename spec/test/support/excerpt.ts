// The contract with some of its operations only: an edit of these is linted as fast, however many others
// there are.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isCollection, isNode, isPair, isScalar, parseDocument } from 'yaml';

const root = 'openapi.yaml';
const codes = 'components/error-codes.yaml';

/** @param item as JSON */
type IsLeftOut = (item: any, key: string) => boolean;

/**
 * @param spec the folder of the contract
 * @param kept files under paths/
 * @returns the text of every file that is still referred to, as it is written
 */
export async function excerptOf(spec: string, kept: string[]): Promise<Map<string, string>> {
  const whole = await readFile(path.join(spec, root), 'utf8');
  const files = new Map([[root, without(whole, ['paths'], (item) => !kept.includes(item.$ref))]]);
  for (const [file, text] of files)
    for (const [, target = ''] of text.matchAll(/\$ref['"]?: *['"]?([^'"#\s,]+)/g)) {
      const other = path.posix.join(path.posix.dirname(file), target);
      if (!files.has(other)) files.set(other, await readFile(path.join(spec, other), 'utf8'));
    }
  // Lint asks of each tag, scheme and code of operations that some operation has it.
  const left = [...files.values()].join('\n');
  const change = (file: string, part: string[], isOfOthers: IsLeftOut) =>
    files.set(file, without(files.get(file) ?? '', part, isOfOthers));
  change(root, ['tags'], ({ name }) => !left.includes(`- ${name}\n`));
  change(root, ['components', 'securitySchemes'], ({ $ref }, name) => {
    const isUsed = new RegExp(`[-{,] *${name}: *\\[`).test(left);
    if (!isUsed) files.delete($ref);
    return !isUsed;
  });
  change(
    codes,
    [],
    ({ scope }, code) => scope === 'operation' && !left.includes(`code: ${code}\n`),
  );
  return files;
}

/**
 * A file without some entries of a map or a list, and else to the letter as it is.
 *
 * @param part the keys that these stand under; none at the top
 */
function without(text: string, part: string[], isLeftOut: IsLeftOut) {
  const document = parseDocument(text);
  const holder = part.length > 0 ? document.getIn(part) : document.contents;
  if (!isCollection(holder)) return text;
  return holder.items.reduceRight<string>((rest, entry) => {
    const [first, item] = isPair(entry) ? [entry.key, entry.value] : [entry, entry];
    if (!isNode(first) || !isNode(item)) return rest;
    if (!isLeftOut(item.toJS(document), isScalar(first) ? String(first.value) : '')) return rest;
    const line = rest.lastIndexOf('\n', first.range?.[0]) + 1;
    return rest.slice(0, line) + rest.slice(item.range?.[2]);
  }, text);
}
