import { parseArgs } from 'node:util';

/** One flag of a program. */
export interface Flag {
  /** What it takes, as the help shows it, such as `<number>`. Without it, the flag is on or off. */
  takes?: string;
  /** Whether it may be repeated. */
  multiple?: boolean;
  /** Whether it is on unless it is told otherwise. */
  on?: boolean;
  /** What it does, in the lines of the help. */
  help: string;
}

export interface Program {
  /** As it is called, such as `connect-mock`. */
  name: string;
  /** What its environment variables begin with, such as `CONNECT_MOCK_`. */
  variables: string;
  flags: Readonly<Record<string, Flag>>;
  /** Flags of which one may be given. */
  exclusive?: readonly (readonly string[])[];
  /** Flags that say nothing without another one, and that one. */
  needs?: Readonly<Record<string, string>>;
  /** What stands before the flags in the help, and behind them. */
  about: string;
  more?: string;
}

/** A command line that cannot be followed; its message names the flag and says what to do. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What was asked for, by flags, then by environment variables. */
export interface CommandLine {
  isOn(flag: string): boolean | undefined;
  text(flag: string): string | undefined;
  texts(flag: string): string[];
  /** @throws {UsageError} unless it is a whole number up to `max` */
  number(flag: string, max: number): number | undefined;
  /** @throws {UsageError} unless it is one of these */
  oneOf<Choice extends string>(flag: string, choices: readonly Choice[]): Choice | undefined;
}

const common = {
  version: { help: 'print the version and the digest of the contract' },
  help: { help: 'print this' },
} as const satisfies Record<string, Flag>;

/**
 * Reads flags and variables. `--time-zone` is `CONNECT_SANDBOX_TIME_ZONE` there; a flag goes before its
 * variable, and an empty variable is none.
 *
 * @returns `help` or `version` where only that is asked for
 * @throws {UsageError}
 */
export function readCommandLine(
  program: Program,
  args: string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine | 'help' | 'version' {
  const flags: Record<string, Flag> = { ...program.flags, ...common };
  const given = parse(flags, args);
  if (given.has('help')) return 'help';
  if (given.has('version')) return 'version';
  for (const [name, flag] of Object.entries(program.flags)) {
    const variable = variableOf(program, name);
    const value = env[variable];
    // Kubernetes sets CONNECT_MOCK_PORT to such an address where a service is named connect-mock.
    if (!value || given.has(name) || value.startsWith('tcp://')) continue;
    given.set(name, { value: readVariable(flag, variable, value), from: variable });
  }
  for (const group of program.exclusive ?? []) {
    // What is switched off is in nobody's way.
    const [one, other] = group
      .flatMap((name) => given.get(name) ?? [])
      .filter(({ value }) => value !== false);
    if (one && other)
      throw new UsageError(`${one.from} and ${other.from} exclude each other: give one of them.`);
  }
  for (const [flag, needed] of Object.entries(program.needs ?? {})) {
    const one = given.get(flag);
    if (one && one.value !== false && !given.has(needed))
      throw new UsageError(`${one.from} says nothing without --${needed}: give both, or neither.`);
  }
  return reader(given);
}

/** The help of a program. */
export function helpOf(program: Program): string {
  const flags: Record<string, Flag> = { ...program.flags, ...common };
  const heads = Object.entries(flags).map(([name, { takes, on }]) =>
    [
      name === 'help' ? '-h, ' : '',
      on ? `--no-${name}` : `--${name}`,
      takes ? ` ${takes}` : '',
    ].join(''),
  );
  const width = Math.max(...heads.map((head) => head.length)) + 4;
  const lines = Object.values(flags).flatMap(({ help }, index) =>
    help
      .split('\n')
      .map(
        (line, at) => `${at === 0 ? `  ${heads[index]}`.padEnd(width) : ' '.repeat(width)}${line}`,
      ),
  );
  const [example = ''] = Object.keys(program.flags);
  return [
    program.about,
    '',
    ...lines,
    '',
    `Each flag is an environment variable, too: --${example} is ${variableOf(program, example)}.`,
    ...(program.more ? ['', program.more] : []),
    '',
  ].join('\n');
}

/** Values by flag, and where each comes from: the flag or its variable. */
type Given = Map<string, { value: string | boolean | string[]; from: string }>;

function parse(flags: Record<string, Flag>, args: string[]): Given {
  const given: Given = new Map();
  for (const token of tokensOf(flags, args)) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const before = given.get(name)?.value;
    const set = (value: string | boolean | string[]) =>
      given.set(name, { value, from: `--${name}` });
    if (flags[name]?.takes === undefined) {
      const isOn = !rawName.startsWith('--no-');
      if (before === !isOn)
        throw new UsageError(`--${name} and --no-${name} exclude each other: give one of them.`);
      set(isOn);
    } else if (flags[name].multiple) set([...((before as string[]) ?? []), value as string]);
    else set(value as string);
  }
  return given;
}

function tokensOf(flags: Record<string, Flag>, args: string[]) {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { takes }]) => [
      name,
      {
        type: takes === undefined ? ('boolean' as const) : ('string' as const),
        multiple: true,
        ...(name === 'help' && { short: 'h' }),
      },
    ]),
  );
  try {
    return parseArgs({ args, options, allowNegative: true, tokens: true }).tokens;
  } catch (error) {
    // What follows the first sentence is about positional arguments, which there are none of.
    throw new UsageError((error as Error).message.split(/\.\s/)[0] ?? '');
  }
}

function variableOf({ variables }: Program, flag: string): string {
  return variables + flag.toUpperCase().replaceAll('-', '_');
}

function readVariable({ takes, multiple }: Flag, variable: string, value: string) {
  if (takes !== undefined) return multiple ? value.split(/\s+/).filter(Boolean) : value;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw new UsageError(`${variable} takes true or false, not '${value}'`);
}

function reader(given: Given): CommandLine {
  const text = (flag: string) => given.get(flag)?.value as string | undefined;
  const refuse = (flag: string, wanted: string) =>
    new UsageError(`${given.get(flag)?.from} takes ${wanted}, not '${text(flag)}'`);
  return {
    isOn: (flag) => given.get(flag)?.value as boolean | undefined,
    text,
    texts: (flag) => (given.get(flag)?.value as string[] | undefined) ?? [],
    number(flag, max) {
      const value = text(flag);
      if (value === undefined) return undefined;
      if (/^\d+$/.test(value) && Number(value) <= max) return Number(value);
      throw refuse(flag, `a whole number from 0 to ${max}`);
    },
    oneOf(flag, choices) {
      const value = text(flag);
      if (value === undefined) return undefined;
      const found = choices.find((choice) => choice === value);
      if (found !== undefined) return found;
      throw refuse(flag, choices.join(', '));
    },
  };
}
