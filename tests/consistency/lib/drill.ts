// A copy of the repository in which somebody adds operations under spec/, and nothing else.
import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { packageFolders } from '../../../scripts/lib/workspace.ts';
import { repository } from './bundle.ts';

const run = promisify(execFile);

/**
 * A copy of what is in the repository, with the installed dependencies linked. It is a repository of its
 * own, since some tests ask git what belongs to one.
 *
 * @param parent the folder it is made in
 */
export async function copyRepository(parent: string = tmpdir()) {
  const folder = await realpath(await mkdtemp(path.join(parent, 'connect-drill-')));
  const files = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: repository, encoding: 'utf8' },
  );
  for (const file of files.split('\0').filter(Boolean)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    // A file that git knows may be gone from the folder.
    await cp(path.join(repository, file), path.join(folder, file)).catch(ignoreMissing);
  }
  commitAll(folder);
  for (const each of ['.', ...packageFolders(repository)])
    await linkModules(folder, path.join(each, 'node_modules'));
  return {
    folder,
    node: async (script: string, args: string[] = []) =>
      (
        await run(process.execPath, [path.join(folder, script), ...args], {
          cwd: folder,
          env: developing(),
          maxBuffer: 1e8,
        })
      ).stdout,
    /** To what was copied. */
    restore: () => {
      gitIn(folder)('reset', '--quiet', '--hard');
      gitIn(folder)('clean', '--quiet', '--force', '-d', '-x', '--exclude=node_modules');
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const gitIn =
  (folder: string) =>
  (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, stdio: 'pipe' });

function commitAll(folder: string) {
  const git = gitIn(folder);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  const author = ['-c', 'user.name=Drill', '-c', 'user.email=drill@example.com'];
  git(...author, 'commit', '--quiet', '--no-gpg-sign', '--message=As it is');
}

/** The environment of somebody who adds an operation: in CI the generators write nothing. */
export function developing() {
  const { CI, ...env } = process.env;
  return env;
}

function ignoreMissing(error: NodeJS.ErrnoException) {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * Links between the packages of the workspace are relative: copied, they lead to the packages of the copy.
 *
 * @param folder the copy
 */
async function linkModules(folder: string, modules: string) {
  const source = path.join(repository, modules);
  await mkdir(path.join(folder, modules), { recursive: true });
  for (const name of await readdir(source).catch(() => [])) {
    // The first dot folder holds all packages; the others are caches.
    if (name === '.pnpm')
      await symlink(path.join(source, name), path.join(folder, modules, name), 'junction');
    else if (!name.startsWith('.') || ['.bin', '.modules.yaml', '.set-up'].includes(name))
      await cp(path.join(source, name), path.join(folder, modules, name), {
        recursive: true,
        verbatimSymlinks: true,
      });
  }
}

/** Says what changed, as somebody who adds an operation does. */
export async function addChangeset(folder: string, what: string) {
  const text = `---\n"@connect-api/types": minor\n---\n\nAdded: ${what}.\n`;
  await writeFile(path.join(folder, '.changeset/drill.md'), text);
}
