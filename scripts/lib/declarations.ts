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
