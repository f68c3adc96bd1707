import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes the names of maps out of the declarations in a folder: the bundler names some and writes none,
 * and an editor would look for them in vain. A map would lead to sources, which no package holds.
 */
export async function withoutMapNames(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => /\.d\.c?ts$/.test(name));
  for (const name of files) {
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
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
