import { type FileHandle, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Damage } from './damage.js';
import { checksumOf } from './rows.js';

/**
 * A file beside the database that has the number of the last commit. LevelDB takes a log that was cut
 * short, or is gone, for one that ends there.
 */
export const lastCommitFile = 'last-commit';

export interface LastCommit {
  write(commit: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes the file of a new directory, before anything else is in it.
 *
 * @throws {Error} of the system
 */
export async function createLastCommit(location: string): Promise<void> {
  const file = await open(path.join(location, lastCommitFile), 'wx', 0o600).catch(
    (error: NodeJS.ErrnoException) => {
      // Another process was faster. Who holds the database decides.
      if (error.code === 'EEXIST') return undefined;
      throw error;
    },
  );
  if (!file) return;
  await file.writeFile(lineOf(0));
  await file.sync();
  await file.close();
}

/** @throws {Damage} where it is not as it was written, or is gone */
export async function readLastCommit(location: string): Promise<number> {
  const text = await readFile(path.join(location, lastCommitFile), 'utf8').catch(() => undefined);
  if (text === undefined) throw new Damage('missing', `Its file ${lastCommitFile} is missing.`);
  const commit = Number(text.slice(0, 16));
  if (text === lineOf(commit)) return commit;
  throw text.length < lineOf(0).length
    ? new Damage('missing', `Its file ${lastCommitFile} is cut short.`)
    : new Damage('altered', `Its file ${lastCommitFile} is not as it was written.`);
}

export async function openLastCommit(location: string): Promise<LastCommit> {
  const file: FileHandle = await open(path.join(location, lastCommitFile), 'r+');
  return {
    // Written after the database is on disk, and in one piece: whenever the process is killed, it never
    // names a commit that the database does not have. It need not be on disk itself for that.
    async write(commit) {
      await file.write(lineOf(commit), 0);
    },
    async close() {
      await file.close();
    },
  };
}

function lineOf(commit: number): string {
  const number = String(commit).padStart(16, '0');
  return `${number} ${checksumOf(number)}\n`;
}
