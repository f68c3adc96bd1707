// A process that a test plays: what a program prints is kept, and signals come when the test says so.
import { EventEmitter } from 'node:events';
import type { ProgramProcess } from '../src/node/program-process.js';

interface Play {
  env?: Record<string, string>;
  /** Whether there is an IPC channel to the parent. */
  connected?: boolean;
}

export function playProcess(args: string[], { env = {}, connected }: Play = {}) {
  const events = new EventEmitter();
  const stdout = playStream();
  const stderr = playStream();
  let exit: (code: number) => void = () => {};
  const ended = new Promise<number>((resolve) => {
    exit = (code) => {
      events.emit('exit');
      resolve(code);
    };
  });
  const process: ProgramProcess = {
    argv: ['node', 'program', ...args],
    env,
    stdout,
    stderr,
    ...(connected !== undefined && { connected }),
    ppid: 1,
    title: 'node',
    on: (event, listener) => events.on(event, listener),
    once: (event, listener) => events.once(event, listener),
    exit,
  };
  return {
    process,
    output: stdout.text,
    errors: stderr.text,
    /** Resolves when the output fits, to what fits. */
    prints: (pattern: RegExp) => stdout.until(pattern),
    /** The first exit code. */
    ended,
    /** A signal, or `disconnect`. */
    send: (event: 'SIGINT' | 'SIGTERM' | 'disconnect') => events.emit(event),
  };
}

function playStream() {
  const events = new EventEmitter();
  let text = '';
  return {
    write(more: string) {
      text += more;
      events.emit('text');
    },
    on: (event: 'error', listener: () => void) => events.on(event, listener),
    text: () => text,
    until(pattern: RegExp) {
      return new Promise<RegExpExecArray>((resolve) => {
        const look = () => {
          const found = pattern.exec(text);
          if (!found) return;
          events.off('text', look);
          resolve(found);
        };
        events.on('text', look);
        look();
      });
    },
  };
}
