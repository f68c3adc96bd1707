import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { callsOf } from './support.js';

const bin = fileURLToPath(new URL('../bin/connect-sandbox.js', import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Runs the program to its end. */
export async function run(...args: string[]) {
  const child = spawn(process.execPath, [bin, ...args]);
  children.push(child);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code };
}

/** Runs the program until it listens. */
export async function start(...args: string[]) {
  const child = spawn(process.execPath, [bin, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[
    Symbol.asyncIterator
  ]();
  const nextLine = async () => (await lines.next()).value as string;
  const firstLine = await nextLine();
  const url = /http:[^\s"]+/.exec(firstLine)?.[0] ?? '';
  // A call to paste follows, where people read.
  const greeting = [firstLine];
  while (!firstLine.startsWith('{') && !greeting.at(-1)?.startsWith('curl ')) {
    greeting.push(await nextLine());
  }
  if (greeting.length > 1) await nextLine();
  return {
    firstLine,
    greeting,
    child,
    url,
    nextLine,
    ...callsOf((input, init) => fetch(input.replace('http://sandbox.test', url), init)),
  };
}
