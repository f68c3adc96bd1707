/**
 * - `missing`: something that was written is not there
 * - `altered`: something is there that was not written so
 */
export type Kind = 'missing' | 'altered';

/** What is kept is not what was written. */
export class Damage extends Error {
  readonly kind: Kind;

  constructor(kind: Kind, message: string) {
    super(message);
    this.kind = kind;
  }
}

const advice: Record<Kind, string> = {
  missing:
    'A file was cut short, removed or not copied. Copy the directory again, whole and while no sandbox uses it, restore it from an earlier copy, or name a new directory.',
  altered:
    'The disk, or a program, has changed it. Check the disk, restore the directory from a copy, or name a new directory.',
};

/** What is wrong with a directory, and what to do. */
export function damaged(location: string, { kind, message }: Damage): Error {
  return new Error(`${location} cannot be trusted: ${message} ${advice[kind]}`);
}

/** What LevelDB does not read. */
export function damageOf({ message }: Error): Damage {
  const isMissing =
    /missing|no such file|truncated|does not end|too short|invalid argument|no (meta|last)-/i.test(
      message,
    );
  return new Damage(isMissing ? 'missing' : 'altered', `${message.replace(/\.?$/, '.')}`);
}

/** Causes that the system tells, by what its messages say, in LevelDB's and in Node's words. */
const causes: [pattern: RegExp, whatToDo: string][] = [
  [/no space left|ENOSPC|disk quota|EDQUOT/i, 'The disk is full: make room there'],
  [/file too large|EFBIG/i, 'A file may not grow further: raise the limit of its size'],
  [/read-only file system|EROFS/i, 'The disk is read-only: mount it for writing'],
  [/permission denied|EACCES|EPERM/i, 'It may not be written: give this user the right to'],
  [/too many open files|EMFILE|ENFILE/i, 'Too many files are open: raise that limit (ulimit -n)'],
  [/input\/output error|EIO/i, 'The disk fails: save what is on it, and replace it'],
];

/** What the system refuses to do with a directory, and what to do about it; undefined where it is nothing of the kind. */
export function refusedBySystem(location: string, message: string): string | undefined {
  const said = message.split(location);
  const whatToDo = causes.find(([pattern]) => said.some((part) => pattern.test(part)))?.[1];
  if (whatToDo === undefined) return undefined;
  return `${location} cannot be used: ${message.replace(/\.?$/, '.')} ${whatToDo}, or name another directory.`;
}
