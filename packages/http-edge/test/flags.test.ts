import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../src/node/command-line.js';
import { readServerFlags, serverFlags } from '../src/node/flags.js';
import { playProcess } from '../testing/played-process.js';

const defaults = { port: 4000, log: 'text' } as const;

/** The flags of a server that was started so, and what it writes. */
function startedWith(...args: string[]) {
  const played = playProcess(args);
  const flags = serverFlags(defaults);
  const program = { name: 'connect-thing', variables: 'CONNECT_THING_', flags, about: 'About.' };
  const given = readCommandLine(program, args, {});
  if (typeof given === 'string') throw new Error(given);
  return { ...played, ...readServerFlags(given, defaults, played.process), printed: played.output };
}

/** The log of a server that was started so. */
function logOf(...args: string[]) {
  const { onRequest, printed, ...played } = startedWith(...args);
  const answer = { status: 204, headers: {}, body: '' };
  return {
    ...played,
    output: printed,
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

describe('what a program has to say', () => {
  it('goes to the output, and what is wrong to the errors', () => {
    const { output, printed, errors } = startedWith();
    output.say('info', 'It runs.');
    output.say('warn', 'It is late.');
    output.say('error', 'It fails.', 'at here');
    expect(printed()).toMatch(/^\S+Z info It runs\.\n$/);
    expect(errors()).toMatch(/^\S+Z warn It is late\.\n\S+Z error It fails\.\nat here\n$/);
  });

  it('is its start with what to paste, unless programs read it', () => {
    const text = startedWith('--log', 'none');
    text.output.announce('It listens.', 'curl x');
    expect(text.printed()).toBe('It listens.\n\ncurl x\n\n');
    const json = startedWith('--log', 'json');
    json.output.announce('It listens.', 'curl x');
    expect(JSON.parse(json.printed())).toMatchObject({ level: 'info', message: 'It listens.' });
  });
});
