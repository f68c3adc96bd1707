// The command line, flag by flag, and how far a run is.
import { describe, expect, it } from 'vitest';
import { readArguments, usage } from '../src/cli/arguments.js';
import { announcement } from '../src/cli/consent.js';
import { createProgress } from '../src/cli/progress.js';
import { defaultLimits } from '../src/limits.js';
import { UsageError } from '../src/usage-error.js';

const server = ['http://a', '--api-key', 'x'];
const defaultOnes = {
  requests: defaultLimits.requests,
  milliseconds: defaultLimits.milliseconds,
};
const nothing = {
  baseUrl: 'http://a',
  apiKey: 'x',
  secondApiKey: undefined,
  otherTenantApiKey: undefined,
  subjects: undefined,
  hooks: undefined,
  parts: undefined,
  only: [],
  runs: undefined,
  seed: undefined,
  limits: defaultOnes,
  json: undefined,
  junit: undefined,
  yes: false,
  verbose: false,
};

describe('the command line', () => {
  it('needs a server and a key, and leaves the rest open', () => {
    expect(readArguments(server, {})).toEqual(nothing);
  });

  it.each<[string[], object]>([
    [['--second-api-key', 'y'], { secondApiKey: 'y' }],
    [['--other-tenant-api-key', 'z'], { otherTenantApiKey: 'z' }],
    [['--subjects', 's.json'], { subjects: 's.json' }],
    [['--hooks', 'h.mjs'], { hooks: 'h.mjs' }],
    [['--part', 'schema'], { parts: ['schema'] }],
    [['--part', 'behaviour'], { parts: ['behaviour'] }],
    [['--only', 'a', '--only', 'b'], { only: ['a', 'b'] }],
    [['--runs', '1'], { runs: 1 }],
    [['--seed', '0'], { seed: 0 }],
    [['--seed', '2147483647'], { seed: 2 ** 31 - 1 }],
    [['--max-requests', '1'], { limits: { ...defaultOnes, requests: 1 } }],
    [['--max-minutes', '2'], { limits: { ...defaultOnes, milliseconds: 120_000 } }],
    [['--json', 'r.json', '--junit', 'r.xml'], { json: 'r.json', junit: 'r.xml' }],
    [['--yes', '--verbose'], { yes: true, verbose: true }],
  ])('takes %j', (flags, values) => {
    expect(readArguments([...server, ...flags], {})).toEqual({ ...nothing, ...values });
    const env = Object.fromEntries(
      flags.flatMap((flag, index) => {
        if (!flag.startsWith('--')) return [];
        const next = flags[index + 1];
        const value = next === undefined || next.startsWith('--') ? 'true' : next;
        return [[`CONNECT_CONFORMANCE_${flag.slice(2).toUpperCase().replaceAll('-', '_')}`, value]];
      }),
    );
    const only = 'only' in values ? { only: ['b'] } : {};
    expect(readArguments(server, env)).toEqual({ ...nothing, ...values, ...only });
  });

  it.each([
    ['--runs', '0', 1],
    ['--seed', '-1', 0],
    ['--seed', '2147483648', 0],
    ['--runs', '1.5', 1],
    ['--runs', ' 1', 1],
    ['--runs', '1x', 1],
    ['--max-requests', '0', 1],
    ['--max-minutes', '0', 1],
  ])('takes no %s %s', (flag, value, least) => {
    expect(() => readArguments([...server, `${flag}=${value}`], {})).toThrow(
      new UsageError(`${flag} takes a whole number from ${least} on, not ${value}.`),
    );
  });

  it('tells what is wrong in one sentence', () => {
    expect(() => readArguments([...server, '--fast'], {})).toThrow(
      new UsageError("Unknown option '--fast'"),
    );
  });

  it('is asked for help or the version alone, by flags and not by variables', () => {
    expect(readArguments(['--version'], {})).toBe('version');
    expect(readArguments(['--version', '--help'], {})).toBe('help');
    const env = { CONNECT_CONFORMANCE_HELP: 'true', CONNECT_CONFORMANCE_VERSION: 'true' };
    expect(readArguments(server, env)).toEqual(nothing);
  });

  it.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ])('takes the variable of a switch as %s', (value, yes) => {
    expect(readArguments(server, { CONNECT_CONFORMANCE_YES: value })).toEqual({ ...nothing, yes });
  });

  it.each([
    [' keys  orders ', ['keys', 'orders']],
    [' ', []],
  ])('takes the words of a variable whose flag may be repeated: %j', (value, only) => {
    expect(readArguments(server, { CONNECT_CONFORMANCE_ONLY: value })).toEqual({
      ...nothing,
      only,
    });
  });

  it('lets a flag go before its variable', () => {
    const env = { CONNECT_CONFORMANCE_ONLY: 'b', CONNECT_CONFORMANCE_YES: 'false' };
    expect(readArguments([...server, '--only', 'a', '--yes'], env)).toMatchObject({
      only: ['a'],
      yes: true,
    });
  });

  it('tells its limits', () => {
    expect(usage).toContain(`(default ${defaultLimits.requests})`);
    expect(usage).toContain(`(default ${defaultLimits.milliseconds / 60_000})`);
  });
});

it('a run asks for agreement only where nobody has agreed', () => {
  expect(announcement(nothing).split('\n').at(-1)).toBe('Add --yes to go ahead.');
  expect(
    announcement({ ...nothing, yes: true })
      .split('\n')
      .at(-1),
  ).toMatch(/for 24 hours\.$/);
});

describe('progress', () => {
  const progress = { done: 3, total: 9, requests: 20 };

  function shown(isTTY: boolean, times: number[], end = true) {
    let now = 0;
    const written: string[] = [];
    const stream = { isTTY, write: (text: string) => written.push(text) };
    const { show, end: finish } = createProgress(stream, () => now);
    for (const time of times) {
      now = time;
      show(progress);
    }
    if (end) finish();
    return written;
  }
  const line = '3 of 9 checks, 20 requests\n';
  const onTerminal = '\r\u001b[K3 of 9 checks, 20 requests';

  it('is shown after five seconds, and five seconds later', () => {
    expect(shown(false, [4999])).toEqual([]);
    expect(shown(false, [5000])).toEqual([line]);
    expect(shown(false, [5000, 9999, 10_000])).toEqual([line, line]);
  });

  it('is shown on a terminal ten times a second, and taken away where it was shown', () => {
    expect(shown(true, [99])).toEqual([]);
    expect(shown(true, [100, 199, 200], false)).toEqual([onTerminal, onTerminal]);
    expect(shown(true, [100])).toEqual([onTerminal, '\r\u001b[K']);
  });
});
