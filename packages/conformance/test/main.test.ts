import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { isLoopback } from '@connect-api/http-edge';
import { playProcess } from '@connect-api/http-edge/testing';
import { digest, document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { readArguments, usage } from '../src/cli/arguments.js';
import { loadHooksFile, readSubjectsFile } from '../src/cli/files.js';
import { main } from '../src/cli/main.js';
import { createProgress } from '../src/cli/progress.js';
import { defaultLimits, limitsOf } from '../src/limits.js';
import { setUp } from './set-up.js';
import { apiKey } from './support.js';

const { folder, sandbox } = await setUp();

async function run(args: string[], env: Record<string, string> = {}) {
  const { process, output, errors } = playProcess(args, { env });
  const code = await main(process);
  return { stdout: output(), stderr: errors(), code };
}

async function inFolder(name: string, content: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

describe('connect-conformance', () => {
  it('ends with 0 where the contract is kept, and writes its reports', async () => {
    const [json, junit] = [path.join(folder, 'report.json'), path.join(folder, 'report.xml')];
    const { code, stdout } = await run(
      [sandbox.url, '--only', 'cancelSubscription/replay', '--json', json, '--junit', junit],
      { CONNECT_API_KEY: apiKey },
    );
    expect(stdout).toContain('The server keeps the contract, as far as it was checked.');
    expect(code).toBe(0);
    const report = JSON.parse(await readFile(json, 'utf8'));
    expect([report.verdict, report.failed]).toEqual(['kept', 0]);
    expect(report.results[0].id).toMatch(/^cancelSubscription\/replay/);
    expect(await readFile(junit, 'utf8')).toContain(
      `tests="${report.results.length}" failures="0"`,
    );
    expect(stdout + JSON.stringify(report)).not.toContain(apiKey);
  });

  it('ends with 1 and a command that reproduces it where the contract is broken', async () => {
    const server = await answering(404, { message: 'No.', code: 'SUBSCRIPTION_NOT_FOUND' });
    const { code, stdout } = await run([
      server.url,
      '--api-key',
      'key-of-mine',
      '--only',
      'cancelSubscription/key-257',
    ]);
    server.close();
    expect(code).toBe(1);
    expect(stdout).toContain('expected 400 VALIDATION_ERROR, got 404');
    expect(stdout).toMatch(/-H "X-Api-Key: \$\{CONNECT_API_KEY\}"/);
    expect(stdout).not.toContain('key-of-mine');
  });

  it('ends with 3 where a limit came first', async () => {
    const { code } = await run([sandbox.url, '--api-key', apiKey, '--max-requests', '20']);
    expect(code).toBe(3);
  });

  it.each([
    [2, 20_000, 20],
    [120, 360_000, 120],
  ])('ends a run of %i operations after %i requests or %i minutes', (count, requests, minutes) => {
    expect(limitsOf(count)).toMatchObject({ requests, milliseconds: minutes * 60_000 });
  });

  it('says what it would do to a server elsewhere, and does it only with --yes', async () => {
    // Not a loopback address, but no name that would have to be looked up either.
    const elsewhere = ['http://0.0.0.0:1', '--api-key', 'x'];
    const { code, stderr } = await run(elsewhere);
    expect(code).toBe(2);
    expect(stderr).toContain('http://0.0.0.0:1 is not on this machine. This run would');
    expect(stderr).toContain(`up to ${defaultLimits.requests} requests`);
    expect(stderr).toContain('Add --yes to go ahead.');
    expect(stderr).not.toContain('cannot be reached');
    const agreed = await run([...elsewhere, '--yes']);
    expect([agreed.code, agreed.stderr]).toEqual([2, expect.stringContaining('cannot be reached')]);
  });

  it('says of subjects and hooks what it would do with them, and how much it would send', async () => {
    const elsewhere = ['http://0.0.0.0:1', '--api-key', 'x'];
    const { stdout, stderr } = await run(elsewhere);
    expect(stdout).toBe('');
    expect(stderr).toBe(`http://0.0.0.0:1 is not on this machine. This run would
  - send it up to ${defaultLimits.requests} requests, some of 1 MB, some many at once;
  - ask for subscriptions that do not exist, and send requests that must be refused;
  - change no subscription, unless the server is a sandbox, which is reset many times;
  - leave some hundred idempotency keys there for 24 hours.
Add --yes to go ahead.
`);
    const known = ['--subjects', 'mine.json', '--hooks', 'mine.mjs', '--max-requests', '5'];
    const more = (await run([...elsewhere, ...known])).stderr;
    expect(more).toContain('up to 5 requests');
    expect(more).toContain(
      `
  - change and cancel the subscriptions that mine.json names, for good;
  - call the functions of mine.mjs, and change and cancel what they make;
  - leave`,
    );
    const agreed = (await run([...elsewhere, '--yes'])).stderr;
    expect(agreed).toContain('This run will\n');
    expect(agreed).not.toContain('Add --yes');
  });

  it('asks of one part alone, and repeats what a seed has generated', async () => {
    const json = path.join(folder, 'part.json');
    const only = ['--only', 'cancelSubscription/', '--runs', '1', '--seed', '7'];
    const common = [sandbox.url, '--api-key', apiKey, ...only, '--json', json];
    for (const part of ['schema', 'behaviour']) {
      const { stdout } = await run([...common, '--part', part]);
      const { results, seed } = JSON.parse(await readFile(json, 'utf8'));
      expect(new Set(results.map((each: { part: string }) => each.part))).toEqual(new Set([part]));
      expect(seed).toBe(7);
      expect(stdout).toContain('seed 7)');
      expect(stdout).not.toContain('✓');
    }
    const { stdout } = await run([...common, '--part', 'schema', '--verbose']);
    expect(stdout).toContain('✓ cancelSubscription/');
  });

  it('prints its help, and nothing about a server', async () => {
    expect(await run(['-h'])).toEqual({ stdout: usage, stderr: '', code: 0 });
  });

  describe('the environment', () => {
    const server = ['http://a', '--api-key', 'x'];

    it('has a variable for every flag, which goes after the flag', () => {
      const env = {
        CONNECT_CONFORMANCE_MAX_REQUESTS: '5',
        CONNECT_CONFORMANCE_ONLY: 'a  b',
        CONNECT_CONFORMANCE_VERBOSE: '1',
        CONNECT_CONFORMANCE_YES: 'false',
        CONNECT_CONFORMANCE_JSON: '',
      };
      expect(readArguments(server, env)).toMatchObject({
        limits: { requests: 5 },
        only: ['a', 'b'],
        verbose: true,
        yes: false,
        json: undefined,
      });
      expect(readArguments([...server, '--max-requests', '6'], env)).toMatchObject({
        limits: { requests: 6 },
      });
      expect(readArguments(['http://a'], { CONNECT_CONFORMANCE_API_KEY: 'y' })).toMatchObject({
        apiKey: 'y',
      });
    });

    it('is refused where it makes no sense', () => {
      const wrong = { CONNECT_CONFORMANCE_YES: 'perhaps' };
      expect(() => readArguments(server, wrong)).toThrow(
        "CONNECT_CONFORMANCE_YES takes true or false, not 'perhaps'",
      );
    });
  });

  it.each([
    ['server.test:4011', 'is not an http or https URL'],
    ['http://me:my-password@server.test', 'Leave user name and password out'],
  ])('refuses the address %s before it says anything else', async (address, message) => {
    const { code, stderr } = await run([address, '--api-key', 'x']);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).not.toMatch(/This run would|my-password/);
  });

  it.each(['--json', '--junit'])('sends nothing where %s could not be written', async (flag) => {
    const file = path.join(folder, 'missing', 'report');
    const { code, stderr } = await run([sandbox.url, '--api-key', apiKey, flag, file]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${flag} ${file} cannot be written: ENOENT`);
  });

  it('leaves an older report as it is where it makes none', async () => {
    const file = await inFolder('older.json', '{}');
    const { code } = await run(['http://127.0.0.1:1', '--api-key', 'x', '--json', file]);
    expect([code, await readFile(file, 'utf8')]).toEqual([2, '{}']);
  });

  it('says in two lines what is wrong with its arguments', async () => {
    expect(await run([])).toEqual({
      stdout: '',
      stderr:
        'connect-conformance: Name the server, for example http://localhost:4011.\nSee: connect-conformance --help\n',
      code: 2,
    });
  });

  it('uses the subjects of a file', async () => {
    const subjects = await inFolder('wrong.json', '{"subjects":{"canceled":[]}}');
    const { code, stderr } = await run([sandbox.url, '--api-key', apiKey, '--subjects', subjects]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('wrong.json is not valid')]);
  });

  it('shows on a terminal how far it is, and leaves nothing of that', async () => {
    let now = 0;
    let written = '';
    const { process } = playProcess([sandbox.url, '--only', 'cancelSubscription/key-257'], {
      env: { CONNECT_API_KEY: apiKey },
    });
    const stderr = { isTTY: true, write: (text: string) => (written += text) };
    await main({ ...process, stderr }, () => (now += 1000));
    expect(written.split('\r\u001b[K')).toEqual([
      '',
      expect.stringMatching(/^1 of 1 checks, \d+ requests$/),
      '',
    ]);
  });

  it('does not hide a fault of its own behind its exit code', async () => {
    const { process } = playProcess(['--version']);
    const stdout = {
      ...process.stdout,
      write() {
        throw new Error('nobody listens');
      },
    };
    await expect(main({ ...process, stdout })).rejects.toThrow('nobody listens');
  });

  it('shows no key that the error of a hooks file holds', async () => {
    const hooks = await inFolder('fails.mjs', `throw new Error('No database for ${apiKey}.');`);
    const { code, stderr } = await run([sandbox.url, '--api-key', apiKey, '--hooks', hooks]);
    expect(code).toBe(2);
    expect(stderr).toContain(`cannot be loaded: No database for \${CONNECT_API_KEY}.`);
  });

  it('prints its version', async () => {
    expect((await run(['--version'])).stdout).toBe(
      `connect-conformance ${manifest.version}, contract ${document.info.version} sha256 ${digest}\n`,
    );
  });
});

async function answering(status: number, body: object): Promise<{ url: string; close(): Server }> {
  const server = createServer((request, response) => {
    request.resume();
    const headers = { 'Content-Type': 'application/json', 'X-Request-Id': 'req-1' };
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe('the arguments', () => {
  it('are all in the help', () => {
    expect(readArguments(['--help'], {})).toBe('help');
    expect(readArguments(['-h'], {})).toBe('help');
    expect(usage.match(/^ {2}(-h, )?--[\w-]+/gm)).toHaveLength(17);
  });

  it.each<[string[], string]>([
    [[], 'Name the server, for example http://localhost:4011.'],
    [['http://a', 'b', '--api-key', 'x'], 'Name one server: nothing is expected after http://a.'],
    [['http://a'], 'Give an API key by --api-key or CONNECT_API_KEY.'],
    [['http://a', '--api-kye', 'x'], "Unknown option '--api-kye'"],
    [
      ['http://a', '--api-key', 'x', '--part', 'both'],
      '--part takes schema or behaviour, not both.',
    ],
    [
      ['http://a', '--api-key', 'x', '--runs', '0'],
      '--runs takes a whole number from 1 on, not 0.',
    ],
    [['http://a', '--api-key', 'x', '--seed', '-1'], '--seed'],
    [
      ['http://a', '--api-key', 'x', '--max-requests', '1e3'],
      '--max-requests takes a whole number',
    ],
  ])('%j are refused', (args, message) => {
    expect(() => readArguments(args, {})).toThrow(message);
  });

  it('take keys from the environment where there is no flag', () => {
    const env = {
      CONNECT_API_KEY: 'one',
      CONNECT_SECOND_API_KEY: 'two',
      CONNECT_OTHER_TENANT_API_KEY: 'three',
    };
    expect(readArguments(['http://a', '--api-key', 'flag'], env)).toMatchObject({
      apiKey: 'flag',
      secondApiKey: 'two',
      otherTenantApiKey: 'three',
    });
  });
});

it.each([
  ['http://localhost:4011', true],
  ['http://127.0.0.2', true],
  ['http://[::1]:80', true],
  ['http://api.localhost', true],
  ['http://localhost.example.com', false],
  ['http://192.168.1.1', false],
  ['http://127.0.0.1.example.com', false],
  ['http://printer.local', false],
  ['http://localhost.local', false],
  ['http://xlocalhost', false],
  ['http://[::2]', false],
  ['http://0.0.0.0', false],
  ['https://apiv2.example.com', false],
])('%s is on this machine: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});

describe('a file', () => {
  it('of subjects is read, or refused with its name', async () => {
    const good = await inFolder('good.json', '{"subjects":{"cancelled":[{"subscriptionId":"a"}]}}');
    expect(await readSubjectsFile(good)).toEqual({
      subjects: { cancelled: [{ subscriptionId: 'a' }] },
    });
    const marked = await inFolder('marked.json', '\ufeff{"timeZone":"Europe/Oslo"}');
    expect(await readSubjectsFile(marked)).toEqual({ timeZone: 'Europe/Oslo' });
    const within = await inFolder(
      'within.json',
      '{"subjects":{"cancelled":[{"subscriptionId":"\ufeff"}]}}',
    );
    expect(await readSubjectsFile(within)).toEqual({
      subjects: { cancelled: [{ subscriptionId: '\ufeff' }] },
    });
    const bad = await inFolder('bad.json', '{"subjects":{"canceled":[]}}');
    await expect(readSubjectsFile(bad)).rejects.toThrow(
      /--subjects .*bad\.json is not valid:\n {2}subjects\.canceled/,
    );
    const broken = await inFolder('broken.json', '{');
    await expect(readSubjectsFile(broken)).rejects.toThrow(/broken\.json cannot be read as JSON/);
  });

  it('of hooks is loaded, or refused with the names that there are', async () => {
    const good = await inFolder('good.mjs', 'export const now = () => "2024-01-01T00:00:00Z";');
    expect(await (await loadHooksFile(good)).now?.()).toBe('2024-01-01T00:00:00Z');
    const none = await inFolder('empty.mjs', 'export {};');
    await expect(loadHooksFile(none)).rejects.toThrow(/empty\.mjs exports nothing\. Hooks are/);
    const two = await inFolder('two.mjs', 'export const rest = 1, soon = 2;');
    await expect(loadHooksFile(two)).rejects.toThrow(/two\.mjs exports rest, soon\. Hooks are/);
    const noFunction = await inFolder('text.mjs', 'export const now = "soon";');
    await expect(loadHooksFile(noFunction)).rejects.toThrow(/text\.mjs exports now\. Hooks are/);
    const bad = await inFolder('bad.mjs', 'export const rest = () => {};');
    await expect(loadHooksFile(bad)).rejects.toThrow(
      /exports rest\. Hooks are functions named create, reset, now, setClock, delayNext, failNext\./,
    );
    await expect(loadHooksFile(path.join(folder, 'none.mjs'))).rejects.toThrow('cannot be loaded');
  });
});

describe('progress', () => {
  const progress = { done: 3, total: 9, requests: 20 };

  it('is shown in lines, now and then, where there is no terminal', () => {
    let [now, written] = [0, ''];
    const { show } = createProgress({ write: (line) => (written += line) }, () => now);
    show(progress);
    now = 6000;
    show(progress);
    show(progress);
    expect(written).toBe('3 of 9 checks, 20 requests\n');
  });

  it('is one line on a terminal, and gone at the end', () => {
    let [now, written] = [0, ''];
    const { show, end } = createProgress(
      { isTTY: true, write: (line) => (written += line) },
      () => now,
    );
    now = 200;
    show(progress);
    end();
    expect(written).toBe('\r\u001b[K3 of 9 checks, 20 requests\r\u001b[K');
  });

  it.each([
    [true, 100],
    [false, 5000],
  ])('is shown as soon as its time is up, and nothing before (terminal: %s)', (isTTY, least) => {
    let now = 0;
    const written: string[] = [];
    const { show, end } = createProgress({ isTTY, write: (line) => written.push(line) }, () => now);
    now = least - 1;
    show(progress);
    end();
    expect(written).toEqual([]);
    now = least;
    show(progress);
    expect(written).toEqual([expect.stringContaining('3 of 9 checks')]);
  });
});
