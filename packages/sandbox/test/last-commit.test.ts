import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createLastCommit,
  lastCommitFile,
  openLastCommit,
  readLastCommit,
} from '../src/node/data/last-commit.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
  file = path.join(folder, lastCommitFile);
});
afterEach(() => rm(folder, { recursive: true }));

describe('the number of the last commit', () => {
  it('is 0 in a new directory, and for its owner alone', async () => {
    await createLastCommit(folder);
    expect(await readLastCommit(folder)).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is what was written last, until the file is closed', async () => {
    await createLastCommit(folder);
    const lastCommit = await openLastCommit(folder);
    await lastCommit.write(41);
    await lastCommit.write(7);
    expect(await readLastCommit(folder)).toBe(7);
    await lastCommit.close();
    await expect(lastCommit.write(8)).rejects.toThrow();
    expect(await readLastCommit(folder)).toBe(7);
  });

  it('stays where another process has made the file a moment ago', async () => {
    await createLastCommit(folder);
    const lastCommit = await openLastCommit(folder);
    await lastCommit.write(5);
    await lastCommit.close();
    await createLastCommit(folder);
    expect(await readLastCommit(folder)).toBe(5);
  });

  it('is not made where the system refuses it', async () => {
    await expect(createLastCommit(path.join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('is missed where its file is gone or cut short', async () => {
    await expect(readLastCommit(folder)).rejects.toMatchObject({
      kind: 'missing',
      message: 'Its file last-commit is missing.',
    });
    await createLastCommit(folder);
    const text = await readFile(file, 'utf8');
    for (let length = 0; length < text.length; length++) {
      await writeFile(file, text.slice(0, length));
      await expect(readLastCommit(folder)).rejects.toMatchObject({
        kind: 'missing',
        message: 'Its file last-commit is cut short.',
      });
    }
  });

  it('is no other than was written, nor has anything behind it', async () => {
    await createLastCommit(folder);
    const text = await readFile(file, 'utf8');
    for (const altered of [text.replace('0', '1'), text.replace('\n', ' '), `${text}\n`]) {
      await writeFile(file, altered);
      await expect(readLastCommit(folder)).rejects.toMatchObject({
        kind: 'altered',
        message: 'Its file last-commit is not as it was written.',
      });
    }
  });
});
