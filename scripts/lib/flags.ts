// The flags of the root commands. They are read before anything is installed or built, so that a wrong
// one costs no minutes.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { options as ofNewOperation } from '../../spec/scaffold/options.ts';
import { portFlags } from './ports.ts';
import { services } from './services.ts';
import { UsageError } from './user-error.mjs';

/** What a command takes after its name. */
export interface Flags {
  options: NonNullable<ParseArgsConfig['options']>;
  /** Names, too: of packages, files, features. */
  allowPositionals: boolean;
}

const none = { options: {}, allowPositionals: false } as const satisfies Flags;

const ports: Flags = { options: portFlags(services), allowPositionals: false };

/** Those of the commands that take some. */
export const flags = {
  start: ports,
  dev: ports,
  bench: {
    options: {
      quick: { type: 'boolean', default: false },
      million: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  },
  drill: {
    options: {
      each: { type: 'boolean' },
      tests: { type: 'boolean' },
      keep: { type: 'boolean' },
      write: { type: 'boolean' },
      operations: { type: 'string' },
    },
    allowPositionals: true,
  },
  mutate: {
    options: { artifact: { type: 'string', multiple: true } },
    allowPositionals: false,
  },
  'mutate:code': {
    options: {
      afresh: { type: 'boolean', default: false },
      file: { type: 'string', multiple: true },
      test: { type: 'string', multiple: true },
      concurrency: { type: 'string', default: '2' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  },
  'new:operation': {
    options: ofNewOperation,
    allowPositionals: false,
  },
  // Vitest's own.
  'test:consumers': {
    options: { testNamePattern: { type: 'string', short: 't' } },
    allowPositionals: true,
  },
} as const satisfies Record<string, Flags>;

/** What a command takes, where it is asked by `--help` and does not say so itself. */
export function helpOf(command: string, args: string[]): string | undefined {
  const taken = flagsOf(command);
  return args.includes('--help') && !Object.hasOwn(taken.options, 'help')
    ? `npm run ${command}\n${takes(taken)}`
    : undefined;
}

/** @throws {UsageError} that names a flag, or a word, that the command does not take */
export function demandKnown(command: string, args: string[]): void {
  const taken = flagsOf(command);
  try {
    parseArgs({ args, ...taken });
  } catch (error) {
    throw new UsageError(`npm run ${command}: ${refusalOf(error as Error)}\n${takes(taken)}`);
  }
}

function flagsOf(command: string): Flags {
  return Object.hasOwn(flags, command) ? flags[command as keyof typeof flags] : none;
}

/** Node's advice about "--" after its first sentence would be wrong behind npm's own "--". */
function refusalOf({ message }: Error): string {
  return message.replace(/\. .*$/s, '.').replace(/([^.])$/, '$1.');
}

function takes({ options, allowPositionals }: Flags): string {
  const names = Object.keys(options).map((name) => `--${name}`);
  if (allowPositionals) names.push('names');
  return names.length === 0 ? 'It takes no flags.' : `It takes ${names.join(', ')}, after "--".`;
}
