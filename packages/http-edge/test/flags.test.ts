import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../src/node/command-line.js';
import { readServerFlags, serverFlags } from '../src/node/flags.js';
import { playProcess } from '../testing/played-process.js';

const defaults = { port: 4000, log: 'text' } as const;

/** The log of a server that was started so. */
function logOf(...args: string[]) {
  const played = playProcess(args);
  const flags = serverFlags(defaults);
  const program = { name: 'connect-thing', variables: 'CONNECT_THING_', flags, about: 'About.' };
  const given = readCommandLine(program, args, {});
  if (typeof given === 'string') throw new Error(given);
  const { onRequest } = readServerFlags(given, defaults, played.process);
  const answer = { status: 204, headers: {}, body: '' };
  return {
    ...played,
    answered: (url: string) => onRequest?.({ method: 'GET', url, answer, milliseconds: 1 }),
  };
}

describe('the log of requests', () => {
  it('is written soon, a line for each request in their order', async () => {
    const { answered, output, prints } = logOf();
    answered('/one');
    answered('/two');
    await prints(/two/);
    expect(output()).toMatch(/^\S+ info GET \/one 204 1\.0 ms\n\S+ info GET \/two 204 1\.0 ms\n$/);
  });

  it('goes on after it was written', async () => {
    const { answered, prints } = logOf();
    answered('/one');
    await prints(/one/);
    answered('/two');
    expect((await prints(/two.*\n$/)).input.split('\n')).toHaveLength(3);
  });

  it('loses nothing where the process ends', async () => {
    const { answered, output, prints, process } = logOf();
    answered('/one');
    await prints(/one/);
    answered('/two');
    process.exit(0);
    expect(output().split('\n')).toHaveLength(3);
  });

  it('gets no empty line where the process ends and nothing is left', async () => {
    const { answered, output, prints, process } = logOf();
    answered('/one');
    await prints(/one/);
    process.exit(0);
    expect(output().split('\n')).toHaveLength(2);
  });

  it('is not there where nobody wants it', () => {
    const { answered, output, process } = logOf('--log', 'none');
    answered('/one');
    process.exit(0);
    expect(output()).toBe('');
  });
});
