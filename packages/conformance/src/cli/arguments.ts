import { parseArgs } from 'node:util';
import { defaultLimits } from '../limits.js';
import type { Part } from '../report/report.js';
import { UsageError } from '../usage-error.js';

const defaultMinutes = defaultLimits.milliseconds / 60_000;

export const usage = `Tells whether a server keeps the contract of the Connect API.

Usage: connect-conformance <base-url> --api-key <key> [options]

  --api-key <key>               a key of the tenant that the subjects belong to
                                (or CONNECT_API_KEY)
  --second-api-key <key>        another key of the same tenant (or CONNECT_SECOND_API_KEY)
  --other-tenant-api-key <key>  a key of another tenant (or CONNECT_OTHER_TENANT_API_KEY)
  --subjects <file>             JSON: what the server has, by role
  --hooks <file>                a module that makes and resets subjects and moves a clock
  --part <name>                 schema or behaviour                        (default both)
  --only <text>                 checks whose id contains it; may be repeated
  --runs <number>               requests generated of each variant         (default 10)
  --seed <number>               repeats the generated requests of an earlier run
  --max-requests <number>       ends the run                               (default ${defaultLimits.requests})
  --max-minutes <number>        ends the run                               (default ${defaultMinutes})
  --json <file>                 write the report as JSON
  --junit <file>                write the report as JUnit's XML
  --yes                         go ahead where the server is not on this machine
  --verbose                     list what passed, too
  --version                     print the version and the digest of the contract
  -h, --help                    print this

Each flag is an environment variable, too: --max-requests is CONNECT_CONFORMANCE_MAX_REQUESTS.

A sandbox needs neither subjects nor hooks: its control endpoints are used.

Exit codes: 0 the contract is kept as far as it was checked, 1 it is broken, 2 wrong usage or no
server, 3 no failure was found, but the run is not complete: a limit ended it, a hook failed,
nothing could be checked, or not one request succeeded though some should have.
`;

export interface Arguments {
  baseUrl: string;
  apiKey: string;
  secondApiKey: string | undefined;
  otherTenantApiKey: string | undefined;
  subjects: string | undefined;
  hooks: string | undefined;
  parts: Part[] | undefined;
  only: string[];
  runs: number | undefined;
  seed: number | undefined;
  limits: { requests: number; milliseconds: number };
  json: string | undefined;
  junit: string | undefined;
  yes: boolean;
  verbose: boolean;
}

const parts: Part[] = ['schema', 'behaviour'];

/**
 * Reads the command line.
 *
 * @returns `help` or `version` where only that is asked for
 * @throws {UsageError} that names the flag and says what it takes
 */
export function readArguments(
  args: string[],
  env: Record<string, string | undefined>,
): Arguments | 'help' | 'version' {
  const { values, positionals } = parse(args, env);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const [baseUrl, ...more] = positionals;
  if (!baseUrl) throw new UsageError('Name the server, for example http://localhost:4011.');
  if (more.length > 0)
    throw new UsageError(`Name one server: nothing is expected after ${baseUrl}.`);
  const apiKey = values['api-key'] ?? env['CONNECT_API_KEY'];
  if (!apiKey) throw new UsageError('Give an API key by --api-key or CONNECT_API_KEY.');
  const { part, subjects, hooks, json, junit } = values;
  if (part !== undefined && !parts.includes(part as Part))
    throw new UsageError(`--part takes ${parts.join(' or ')}, not ${part}.`);
  return {
    baseUrl,
    apiKey,
    secondApiKey: values['second-api-key'] ?? env['CONNECT_SECOND_API_KEY'],
    otherTenantApiKey: values['other-tenant-api-key'] ?? env['CONNECT_OTHER_TENANT_API_KEY'],
    subjects,
    hooks,
    parts: part === undefined ? undefined : [part as Part],
    only: values.only ?? [],
    runs: numberOf('--runs', values.runs, 1),
    seed: numberOf('--seed', values.seed, 0),
    limits: {
      requests: numberOf('--max-requests', values['max-requests'], 1) ?? defaultLimits.requests,
      milliseconds:
        (numberOf('--max-minutes', values['max-minutes'], 1) ?? defaultMinutes) * 60_000,
    },
    json,
    junit,
    yes: values.yes ?? false,
    verbose: values.verbose ?? false,
  };
}

const options = {
  'api-key': { type: 'string' },
  'second-api-key': { type: 'string' },
  'other-tenant-api-key': { type: 'string' },
  subjects: { type: 'string' },
  hooks: { type: 'string' },
  part: { type: 'string' },
  only: { type: 'string', multiple: true },
  runs: { type: 'string' },
  seed: { type: 'string' },
  'max-requests': { type: 'string' },
  'max-minutes': { type: 'string' },
  json: { type: 'string' },
  junit: { type: 'string' },
  yes: { type: 'boolean' },
  verbose: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** A flag goes before its variable; a variable that is empty is none. */
function parse(args: string[], env: Record<string, string | undefined>) {
  const { values, positionals } = parseFlags(args);
  for (const [name, option] of Object.entries(options)) {
    const variable = `CONNECT_CONFORMANCE_${name.toUpperCase().replaceAll('-', '_')}`;
    const value = env[variable];
    if (!value || name in values || name === 'help' || name === 'version') continue;
    Object.assign(values, { [name]: valueOfVariable(option, variable, value) });
  }
  return { values, positionals };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    // What follows the first sentence is about positional arguments that begin with a dash.
    throw new UsageError((error as Error).message.replace(/\.\s.*/s, ''));
  }
}

function valueOfVariable(
  option: { type: 'string' | 'boolean'; multiple?: boolean },
  variable: string,
  value: string,
) {
  if (option.type === 'string') return option.multiple ? (value.match(/\S+/g) ?? []) : value;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw new UsageError(`${variable} takes true or false, not '${value}'`);
}

function numberOf(flag: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number < 2 ** 31) return number;
  throw new UsageError(`${flag} takes a whole number from ${least} on, not ${text}.`);
}
