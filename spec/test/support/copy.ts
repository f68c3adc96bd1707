import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const spec = fileURLToPath(new URL('../..', import.meta.url));
const left = ['node_modules', 'test', 'dist', '.turbo', '.reports'];

/** A copy of the whole folder spec/ that a test may break, and run the real scripts in. */
export async function copyOfSpec() {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'connect-spec-')));
  const folder = path.join(root, 'spec');
  await cp(spec, folder, {
    recursive: true,
    filter: (source) => !left.includes(path.relative(spec, source)),
  });
  await symlink(path.join(spec, 'node_modules'), path.join(folder, 'node_modules'), 'junction');

  return {
    folder,
    root,
    read: (file: string) => readFile(path.join(folder, file), 'utf8'),
    write: (file: string, content: string) => writeFile(path.join(folder, file), content),

    /** Replaces a text that the file has exactly once. */
    async edit(file: string, from: string, to: string) {
      const content = await this.read(file);
      if (content.split(from).length !== 2) throw new Error(`${file} has not once: ${from}`);
      await this.write(
        file,
        content.replace(from, () => to),
      );
    },

    /** Runs one of the scripts. */
    async run(script: string, { args = [] as string[], cwd = folder } = {}) {
      const child = spawn(process.execPath, [path.join(folder, 'scripts', script), ...args], {
        cwd,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const exit = new Promise<number | null>((resolve, reject) => {
        child.on('error', reject).on('close', resolve);
      });
      const [stdout, stderr, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        exit,
      ]);
      return { code, stdout, output: stdout + stderr };
    },

    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}
