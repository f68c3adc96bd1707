// Lays operations over a contract: files where they stand, and what belongs into its root behind what is
// there.
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import YAML from 'yaml';

/**
 * Lays the folder of somebody's operation over the contract: its files go where they stand, and
 * `root-patch.yaml` goes into the contract's root, behind what is there.
 *
 * @param spec the folder of the contract
 * @param from the folder that is laid over it
 * @returns the files, relative to that folder
 * @throws {NotLaid} that names a file which the contract has otherwise
 */
export async function addFolder(spec: string, from: string): Promise<string[]> {
  const notLaid = ['root-patch.yaml', 'error-codes.yaml', 'expect.json', 'README.md'];
  const all = (await readdir(from, { recursive: true })).filter(
    (file) => file.endsWith('.yaml') && !notLaid.includes(file),
  );
  for (const file of all) {
    const own = path.join(from, file);
    await refuseOther(path.join(spec, file), await readFile(own, 'utf8'), own);
  }
  for (const entry of await readdir(from)) {
    if (!notLaid.includes(entry))
      await cp(path.join(from, entry), path.join(spec, entry), { recursive: true });
  }
  const codes = await readFile(path.join(from, 'error-codes.yaml'), 'utf8').catch(() => '');
  const table = path.join(spec, 'components/error-codes.yaml');
  if (codes) await writeFile(table, `${(await readFile(table, 'utf8')).trimEnd()}\n${codes}`);
  const patch = YAML.parse(
    await readFile(path.join(from, 'root-patch.yaml'), 'utf8').catch(() => ''),
  );
  await patchRoot(spec, patch ?? {});
  return all;
}

/**
 * @param text what is to be laid there
 * @param own what it is called
 * @throws {NotLaid} where a file is there already, and is another: what it holds would be lost
 */
export async function refuseOther(there: string, text: string, own: string) {
  const before = await readFile(there, 'utf8').catch(() => undefined);
  if (before === undefined || before === text) return;
  throw new NotLaid(
    `${own} would take the place of ${path.basename(there)}, which the contract has. Write both into one, as the contract would have it, and lay that; or give it another name.`,
  );
}

/** What names the operations and webhooks of a folder: its operationIds, and the names of its webhooks. */
export async function idsInFolder(from: string): Promise<string[]> {
  const paths = await readdir(path.join(from, 'paths')).catch(() => []);
  const ids = await Promise.all(
    paths.map(async (file) => {
      const item = YAML.parse(await readFile(path.join(from, 'paths', file), 'utf8')) ?? {};
      return Object.values<{ operationId?: string } | null>(item).flatMap(
        (each) => each?.operationId ?? [],
      );
    }),
  );
  const patch = await readFile(path.join(from, 'root-patch.yaml'), 'utf8').catch(() => '');
  return [...ids.flat(), ...Object.keys(YAML.parse(patch)?.webhooks ?? {})];
}

/** Why something cannot be laid over a contract, for whoever asked for it. */
export class NotLaid extends Error {}

/** Adds what a patch has to the contract's root: members of its maps, and tags. */
export async function patchRoot(spec: string, patch: Record<string, unknown>) {
  const file = path.join(spec, 'openapi.yaml');
  const document = YAML.parseDocument(await readFile(file, 'utf8'));
  const add = (keys: string[], value: unknown) => {
    const have = document.getIn(keys);
    if (YAML.isMap(have) && typeof value === 'object' && !Array.isArray(value))
      for (const [key, each] of Object.entries(value ?? {})) add([...keys, key], each);
    else if (YAML.isSeq(have) && Array.isArray(value)) {
      const known = (have.toJSON() as { name: string }[]).map((each) => each.name);
      for (const each of value) if (!known.includes(each.name)) have.add(document.createNode(each));
    } else document.setIn(keys, document.createNode(value));
  };
  for (const [key, value] of Object.entries(patch)) add([key], value);
  await writeFile(file, document.toString({ lineWidth: 100, singleQuote: true }));
}
