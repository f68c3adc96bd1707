import { describe, expect, it } from 'vitest';
import { Damage, damaged, damageOf, refusedBySystem } from '../src/node/data/damage.js';

describe('what the system refuses', () => {
  it.each([
    ['ENOSPC: no space left on device, write', 'The disk is full: make room there'],
    ['IO error: 000005.log: No space left on device', 'The disk is full: make room there'],
    ['IO error: 000005.log: Disk quota exceeded', 'The disk is full: make room there'],
    ['EDQUOT: quota exceeded, write', 'The disk is full: make room there'],
    ['EFBIG: too large, write', 'A file may not grow further: raise the limit of its size'],
    ['IO error: File too large', 'A file may not grow further: raise the limit of its size'],
    ['EROFS: no writing, open', 'The disk is read-only: mount it for writing'],
    ['IO error: Read-only file system', 'The disk is read-only: mount it for writing'],
    ['EACCES: no, mkdir', 'It may not be written: give this user the right to'],
    ['EPERM: operation not permitted', 'It may not be written: give this user the right to'],
    ['IO error: Permission denied', 'It may not be written: give this user the right to'],
    ['EMFILE: open', 'Too many files are open: raise that limit (ulimit -n)'],
    ['ENFILE: open', 'Too many files are open: raise that limit (ulimit -n)'],
    ['IO error: Too many open files', 'Too many files are open: raise that limit (ulimit -n)'],
    ['EIO: i/o error, read', 'The disk fails: save what is on it, and replace it'],
    ['IO error: Input/output error', 'The disk fails: save what is on it, and replace it'],
  ])('%s, is told with what to do', (message, whatToDo) => {
    const sentence = `/data cannot be used: ${message}. ${whatToDo}, or name another directory.`;
    expect(refusedBySystem('/data', message)).toBe(sentence);
    expect(refusedBySystem('/data', `${message}.`)).toBe(sentence);
  });

  it('is told with the whole message, whatever has a dot within', () => {
    expect(refusedBySystem('/data', 'ENOSPC: 000005.log')).toContain(
      'ENOSPC: 000005.log. The disk',
    );
  });

  it('is not guessed from the name of the directory', () => {
    for (const message of ['ENOTDIR: mkdir /EIO/data', '/EIO: ENOTDIR', 'ENOTDIR']) {
      expect(refusedBySystem('/EIO', message)).toBeUndefined();
    }
    expect(refusedBySystem('/EIO', 'open /EIO/data: ENOSPC')).toContain('The disk is full');
    expect(refusedBySystem('/EIO', 'ENOSPC: open /EIO/data')).toContain('The disk is full');
  });
});

describe('damage', () => {
  it.each([
    ['Corruption: 2 missing files; e.g.: 000005.ldb', 'missing'],
    ['IO error: 000005.ldb: No such file or directory', 'missing'],
    ['Corruption: truncated block read', 'missing'],
    ['Corruption: CURRENT file does not end with newline', 'missing'],
    ['Corruption: file is too short to be an sstable', 'missing'],
    // Linux, of a table that ends before what is to be read.
    ['IO error: 000005.ldb: Invalid argument', 'missing'],
    ['Corruption: no meta-nextfile entry in descriptor', 'missing'],
    ['Corruption: no last-sequence-number entry in descriptor', 'missing'],
    ['Corruption: block checksum mismatch', 'altered'],
  ])('that LevelDB calls %j is of the kind %s', (message, kind) => {
    expect(damageOf(new Error(message))).toMatchObject({ kind, message: `${message}.` });
    expect(damageOf(new Error(`${message}.`)).message).toBe(`${message}.`);
  });

  it('is told with what to do about its kind', () => {
    expect(damaged('/data', new Damage('missing', 'A row is missing.')).message).toBe(
      '/data cannot be trusted: A row is missing. A file was cut short, removed or not copied. Copy the directory again, whole and while no sandbox uses it, restore it from an earlier copy, or name a new directory.',
    );
    expect(damaged('/data', new Damage('altered', 'A row is another.')).message).toBe(
      '/data cannot be trusted: A row is another. The disk, or a program, has changed it. Check the disk, restore the directory from a copy, or name a new directory.',
    );
  });
});
