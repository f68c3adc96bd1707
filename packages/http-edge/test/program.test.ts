import { describe, expect, it } from 'vitest';
import { type Program, UsageError } from '../src/node/command-line.js';
import { endWithProcess, runProgram } from '../src/node/program.js';
import { playProcess } from '../testing/played-process.js';

const program: Program = {
  name: 'connect-thing',
  variables: 'CONNECT_THING_',
  about: 'About.',
  flags: { data: { takes: '<dir>', help: 'keep it' } },
};

/** Runs it, and what it came to. */
async function outcomeOf(
  args: string[],
  run: Parameters<typeof runProgram>[2] = async () => {},
  env = {},
) {
  const { process, output, errors, ended } = playProcess(args, { env });
  await runProgram(program, '1.0.0', run, process);
  const code = await Promise.race([ended, undefined]);
  return { output: output(), errors: errors(), code };
}

describe('a program', () => {
  it('runs with what was given, and goes on when that has begun', async () => {
    const given: (string | undefined)[] = [];
    const run: Parameters<typeof runProgram>[2] = async (line) => {
      given.push(line.text('data'));
    };
    const silent = { output: '', errors: '', code: undefined };
    expect(await outcomeOf(['--data', 'a'], run)).toEqual(silent);
    expect(await outcomeOf([], run, { CONNECT_THING_DATA: 'b' })).toEqual(silent);
    expect(given).toEqual(['a', 'b']);
  });

  it('prints its help or its version, and runs nothing', async () => {
    const run = async () => expect.unreachable();
    const version = await outcomeOf(['--version'], run);
    expect(version).toEqual({ output: 'connect-thing 1.0.0\n', errors: '', code: undefined });
    const help = await outcomeOf(['-h'], run);
    expect(help.output).toMatch(/^About\.\n/);
    expect(help.errors).toBe('');
  });

  it('ends with 2 where the command line is wrong, and points at its help', async () => {
    const errors = 'connect-thing: --data is too small\nSee: connect-thing --help\n';
    const run = async () => {
      throw new UsageError('--data is too small');
    };
    expect(await outcomeOf([], run)).toEqual({ output: '', errors, code: 2 });
    expect((await outcomeOf(['--dat'])).code).toBe(2);
  });

  it('ends with 1 where it fails otherwise', async () => {
    const run = async () => {
      throw new Error('The disk is full.');
    };
    const errors = 'connect-thing: The disk is full.\n';
    expect(await outcomeOf([], run)).toEqual({ output: '', errors, code: 1 });
  });
});

describe('the end of a program', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('comes with %s, once all is closed', async (signal) => {
    const { process, send, ended } = playProcess([]);
    let close = () => {};
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    endWithProcess(() => closed, process);
    let code: number | undefined;
    ended.then((ending) => {
      code = ending;
    });
    send(signal);
    await new Promise(setImmediate);
    expect(code).toBeUndefined();
    close();
    expect(await ended).toBe(0);
  });

  it('does not wait when it is asked for twice', async () => {
    const { process, send, ended } = playProcess([]);
    let closings = 0;
    endWithProcess(() => {
      closings += 1;
      return new Promise(() => {});
    }, process);
    send('SIGINT');
    send('SIGTERM');
    expect([await ended, closings]).toEqual([0, 1]);
  });

  it('comes when the channel to the parent closes, where there is one', async () => {
    const { process, send, ended } = playProcess([], { connected: true });
    endWithProcess(async () => {}, process);
    send('disconnect');
    expect(await ended).toBe(0);
  });

  it('comes when npm or pnpm, which keep no channel, are gone', async () => {
    const { process, ended } = playProcess([], { env: { npm_lifecycle_event: 'start' } });
    const orphan = { ...process, ppid: 100 };
    let timer: NodeJS.Timeout | undefined;
    endWithProcess(async () => clearTimeout(timer), orphan);
    // The watch does not keep a process alive.
    timer = setTimeout(() => {}, 60_000);
    Object.assign(orphan, { ppid: 1 });
    expect(await ended).toBe(0);
  });

  it('does not come when a shell that started it is gone: it may run on behind', async () => {
    const { process, ended } = playProcess([]);
    const orphan = { ...process, ppid: 100 };
    endWithProcess(async () => {}, orphan);
    Object.assign(orphan, { ppid: 1 });
    const waited = new Promise((resolve) => setTimeout(resolve, 700, 'runs'));
    expect(await Promise.race([ended, waited])).toBe('runs');
  });

  it('is nothing that whoever reads the log decides', () => {
    const listening: string[] = [];
    const { process } = playProcess([]);
    const stdout = { ...process.stdout, on: (event: string) => listening.push(event) };
    endWithProcess(async () => {}, { ...process, stdout });
    expect(listening).toEqual(['error']);
  });
});
