// The program in this process; program.ts starts the built one.
import { playProcess } from '@connect-api/http-edge/testing';
import { afterEach } from 'vitest';
import { main } from '../src/cli/main.js';
import { callsOf } from './support.js';

type Played = ReturnType<typeof playProcess>;
const running: Played[] = [];
afterEach(async () => {
  for (const { send, ended } of running.splice(0)) {
    send('SIGTERM');
    await ended;
  }
});

/** Runs the program to its end. */
export function run(...args: string[]) {
  return runWith({}, ...args);
}

export async function runWith(env: Record<string, string>, ...args: string[]) {
  const { process, output, errors, ended } = playProcess(args, { env });
  await main(process);
  return {
    stdout: output(),
    stderr: errors(),
    code: await Promise.race([ended, 0]),
    title: process.title,
  };
}

/** Runs the program until it listens. */
export function start(...args: string[]) {
  return startWith({}, ...args);
}

export async function startWith(env: Record<string, string>, ...args: string[]) {
  const played = playProcess(['--port', '0', ...args], { env, connected: true });
  running.push(played);
  await main(played.process);
  const { output, errors, ended, prints, send } = played;
  const url = /http:[^\s"]+/.exec(output())?.[0] ?? '';
  const greeting = output().split('\n');
  let read = output().length;
  return {
    firstLine: greeting[0] ?? '',
    greeting,
    output,
    errors,
    ended,
    signal: send,
    url,
    /** Of the log, behind the greeting. */
    async nextLine() {
      const [text, line = ''] = await prints(new RegExp(`^[^]{${read}}([^\\n]*)\\n`));
      read = text.length;
      return line;
    },
    ...callsOf((input, init) => fetch(input.replace('http://sandbox.test', url), init)),
  };
}
