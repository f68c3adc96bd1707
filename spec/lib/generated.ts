import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The first line of a generated TypeScript file.
 *
 * @param generator the path of the generator in the repository
 * @param digest of the contract that the file is made from
 */
export function banner(generator: string, digest: string) {
  return `// Made by ${generator} from spec/openapi.yaml, sha256 ${digest}. Do not edit.\n`;
}

/**
 * Writes generated files, or, where they are only to be verified, compares them.
 *
 * In CI nothing is written: what is committed must be what the contract gives.
 *
 * @param files contents by file name
 * @returns the files, as paths in the repository, that differed from the contract
 */
export async function writeGenerated(
  files: Record<string, string>,
  { folder, verify }: { folder: URL; verify: boolean },
): Promise<string[]> {
  const stale = [];
  for (const [name, content] of Object.entries(files)) {
    const url = new URL(name, folder);
    const current = await readFile(url, 'utf8').catch(() => undefined);
    if (current === content) continue;
    stale.push(path.relative(repository, fileURLToPath(url)));
    if (verify) continue;
    await mkdir(new URL('.', url), { recursive: true });
    await writeFile(url, content);
  }
  return stale;
}

/**
 * What a package's `generate` script does: writes its files, or in CI fails where they are stale.
 *
 * @param files contents by file name
 */
export async function generateScript(files: Record<string, string>, folder: URL) {
  const verify = Boolean(process.env['CI']);
  const stale = await writeGenerated(files, { folder, verify });
  for (const file of stale) {
    console.log(verify ? `${file} is not what the contract gives.` : `${file} written.`);
  }
  if (verify && stale.length > 0) {
    console.error('Run `npm run generate` and commit the result.');
    process.exitCode = 1;
  }
}
