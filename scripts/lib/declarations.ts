import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes out of the declarations in a folder what the bundler leaves there and nobody can follow: names
 * of maps, which it does not write (and they would lead to sources, which no package holds), and imports
 * of nothing, of packages whose types are not shown.
 *
 * @param extension of the declarations; those of other module formats may just be being written
 */
export async function withoutDeadEnds(
  folder: string,
  extension: '.d.ts' | '.d.cts' = '.d.ts',
): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(extension));
  for (const name of files) {
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n').replace(/^import ["'].*["'];\n/gm, ''),
    );
  }
}

/**
 * A plugin of the bundler, which loses a comment of one line where the property's type is a name: in
 * several lines it stays.
 */
export const hoverTexts = {
  name: 'hover-texts',
  transform: {
    order: 'pre' as const,
    filter: { id: /\.d\.[cm]?ts$/ },
    handler: (code: string) =>
      code.replace(/^([ \t]*)\/\*\* (.+) \*\/$/gm, '$1/**\n$1 * $2\n$1 */'),
  },
};
