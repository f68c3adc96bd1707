import { createBatch } from './batch.js';
import { type CommandLine, type Flag, UsageError } from './command-line.js';
import { type Level, type LogEntry, type LogForm, logLine, messageLine } from './log.js';
import type { ProgramProcess } from './program-process.js';

/** The flags that every server has. */
export function serverFlags({ port, log }: { port: number; log: LogForm | 'none' }) {
  return {
    port: { takes: '<number>', help: `port to listen on, 0 for a free one (default: ${port})` },
    host: {
      takes: '<address>',
      help: 'address to listen on (default: 127.0.0.1, this machine only)',
    },
    cors: {
      on: true,
      help: 'no CORS headers; with them, the default, pages of any origin may call',
    },
    'keep-alive': {
      takes: '<seconds>',
      help: 'how long a connection may rest, longer than a load balancer in front\nlets it (default: 75)',
    },
    drain: {
      takes: '<seconds>',
      help: 'how long SIGTERM waits for what is in flight (default: 8)',
    },
    log: { takes: '<form>', help: `a line per request: text, json or none (default: ${log})` },
    verbose: { help: 'log why a request was refused, too' },
  } as const satisfies Record<string, Flag>;
}

/** What the flags of every server say. */
export function readServerFlags(
  given: CommandLine,
  defaults: { port: number; log: LogForm | 'none' },
  process: Pick<ProgramProcess, 'stdout' | 'stderr' | 'once'>,
) {
  const host = given.text('host') ?? '127.0.0.1';
  // Node would listen on all addresses.
  if (host === '') throw new UsageError('--host takes an address, such as 127.0.0.1');
  const verbose = given.isOn('verbose') ?? false;
  const asked = given.oneOf('log', ['text', 'json', 'none']);
  if (verbose && asked === 'none')
    throw new UsageError('--verbose and --log none exclude each other: give one of them.');
  const form = asked ?? (verbose && defaults.log === 'none' ? 'text' : defaults.log);
  return {
    output: outputOf(form, process),
    port: given.number('port', 65_535) ?? defaults.port,
    host,
    cors: given.isOn('cors') ?? true,
    keepAliveSeconds: given.number('keep-alive', 86_400) ?? 75,
    drainSeconds: given.number('drain', 3_600) ?? 8,
    ...(form !== 'none' && { onRequest: logTo(process, form, verbose) }),
  };
}

/** What a program tells besides its requests. */
function outputOf(form: LogForm | 'none', process: Pick<ProgramProcess, 'stdout' | 'stderr'>) {
  const say = (level: Level, message: string, detail?: string | undefined) => {
    const options = { form: form === 'json' ? form : 'text', now: Date.now } as const;
    const stream = level === 'info' ? process.stdout : process.stderr;
    stream.write(`${messageLine(level, message, detail, options)}\n`);
  };
  return {
    /** With its time and level; `detail` are lines below it. */
    say,
    /** That it runs. What people paste stands below, where people read. */
    announce(message: string, more: string) {
      if (form === 'json') say('info', message);
      else process.stdout.write(`${message}\n\n${more}\n\n`);
    },
  };
}

/** Nobody sees these milliseconds, and each write costs more than what it writes. */
const writeEveryMs = 10;

function logTo(process: Pick<ProgramProcess, 'stdout' | 'once'>, form: LogForm, verbose: boolean) {
  let writeNow = () => {};
  const write = createBatch<string>(
    (lines) => process.stdout.write(`${lines.join('\n')}\n`),
    (end) => {
      writeNow = end;
      setTimeout(end, writeEveryMs);
    },
  );
  process.once('exit', () => writeNow());
  return (entry: LogEntry) => write(logLine(entry, { form, verbose, now: Date.now }));
}
